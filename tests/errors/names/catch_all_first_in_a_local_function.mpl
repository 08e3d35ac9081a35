fn main() do
  fn tone(n) = n
  fn tone(0) = 1
  println("${tone(0)}")
end
