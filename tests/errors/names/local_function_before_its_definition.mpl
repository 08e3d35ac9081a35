fn main() do
  println(later())
  fn later() = "a"
  println(later())
end
