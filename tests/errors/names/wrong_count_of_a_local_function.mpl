fn main() do
  fn add(a :: Int, b :: Int) = a + b
  println("${add(1)}")
end
