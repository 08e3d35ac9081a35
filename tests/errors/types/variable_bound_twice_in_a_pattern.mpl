fn main() do
  let (a, a) = (1, 2)
  println("${a}")
end
