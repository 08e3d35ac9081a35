fn main() do
  fn add(a, b) = a + b
  println("${add(1)}")
end
