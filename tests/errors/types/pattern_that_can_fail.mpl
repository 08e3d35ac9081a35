fn main() do
  let (1, n) = (1, 2)
  println("${n}")
end
