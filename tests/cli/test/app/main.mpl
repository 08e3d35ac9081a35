fn main() do
  println("not run by tests")
end
