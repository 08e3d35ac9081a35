fn main() do
  if 1 === 2 do
    println("a")
  end
end
