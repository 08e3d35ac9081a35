fn main() do
  pub let x = 1
  println("${x}")
end
