fn main() do
  println(12)
end
