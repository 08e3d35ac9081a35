fn main() do
  if 1 < 2 {
    println("a")
  end
end
