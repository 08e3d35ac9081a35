fn main() do
  let seen = for x in [3, 8, 5, 12, 7] do
    if x == 8 do
      continue
    end
    if x > 10 do
      break
    end
    x * 2
  end
  let grid = for a in 0..3 do
    for b in 0..3 do
      if b > a do
        break
      end
      a * 10 + b
    end
  end
  println("${seen} ${grid}")
  while true do
    println("once")
    break
  end
end
