fn main() do
  let cubes = for i in 1..5 do
    i * i * i
  end
  let odds = for n in cubes when n % 2 == 1 do
    n
  end
  let tags = for (k, v) in [(1, "a"), (2, "b")] do
    v <> to_string(k)
  end
  for i in 3..3 do
    println("never ${i}")
  end
  println("${cubes} ${odds} ${tags}")
end
