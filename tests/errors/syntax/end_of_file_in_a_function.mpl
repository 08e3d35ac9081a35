fn main() do
  println("a"