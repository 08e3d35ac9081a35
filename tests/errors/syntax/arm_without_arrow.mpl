fn main() do
  case 3 do
    1
    _ -> println("a")
  end
end
