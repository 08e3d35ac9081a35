fn first_square_above(limit :: Int) -> Int? do
  for n in 1..100 do
    if n * n > limit do
      return Some(n * n)
    end
  end
  None
end

fn main() do
  println("${for n in 1..5 do n * n end}")
  println("${for n in 1..20 when n % 3 == 0 do n end}")
  println("${first_square_above(50)} ${first_square_above(100000)}")
  for row in [[1, 2], [3], [], [4, 5, 6]] do
    for x in row do
      if x == 3 do
        continue
      end
      if x == 5 do
        break
      end
      print("${x} ")
    end
  end
  println("")
  for (name, n) in %{"a" => 1, "b" => 2} do
    print("${name}${n} ")
  end
  for c in Set.from_list([3, 3, 1]) do
    print("${c} ")
  end
  for c in String.chars("héé") do
    print("[${c}]")
  end
  println("")
  println("${for (i, x) in List.enumerate(["p", "q"]) do "${i}${x}" end}")
end
