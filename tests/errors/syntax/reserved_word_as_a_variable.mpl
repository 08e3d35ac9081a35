fn main() do
  let end = 3
  println("a")
end
