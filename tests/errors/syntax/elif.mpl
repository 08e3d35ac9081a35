fn main() do
  let x = 1
  if x == 1 do
    println("a")
  elif x == 2 do
    println("b")
  end
end
