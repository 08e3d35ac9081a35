fn main() do
  let a = true
  let b = a ? 1 : 2
  println("${b}")
end
