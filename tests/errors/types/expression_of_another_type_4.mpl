fn main() do
  println("${4 + 2.5}")
end
