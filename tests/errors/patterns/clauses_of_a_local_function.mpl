fn main() do
  fn f(0) = "a"
  println(f(0))
end
