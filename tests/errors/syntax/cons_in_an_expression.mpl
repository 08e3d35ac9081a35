fn main() do
  let xs = [2]
  let ys = 1 :: xs
  println("${ys}")
end
