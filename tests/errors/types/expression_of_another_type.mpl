fn main() do
  let n :: Int = "four"
  println("${n}")
end
