fn main() do
  while true do
    case 1 do
      n when break -> println("${n}")
      _ -> break
    end
  end
end
