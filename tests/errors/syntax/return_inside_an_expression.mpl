fn main() do
  let x = 1 + return
  println("${x}")
end
