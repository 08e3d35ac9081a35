fn main() do
  case 3 do
    n when n = 1 -> println("a")
    _ -> println("b")
  end
end
