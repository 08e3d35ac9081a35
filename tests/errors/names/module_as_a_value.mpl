fn main() do
  println(Math)
end
