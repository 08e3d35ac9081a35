fn main() do
  println("${String.lenght("a")}")
end
