fn main() do
  case 3 do
    _ -> println("a")
    4 -> println("b")
  end
end
