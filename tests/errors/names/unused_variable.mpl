fn main() do
  let unused = 3
  println("x")
end
