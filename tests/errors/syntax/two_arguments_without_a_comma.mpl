fn main() do
  let a = 1
  println("${List.sum([a 2])}")
end
