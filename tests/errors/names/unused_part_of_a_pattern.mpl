fn main() do
  let (a, b) = (1, 2)
  let _c = a
  println("x")
end
