fn main() do
  let xs = [2]
  println("${[1 | xs]}")
end
