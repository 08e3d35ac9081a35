fn main() do
  println("${String.length("a", 1)}")
end
