fn main() do
  let x = 4
  println("${x(1)}")
end
