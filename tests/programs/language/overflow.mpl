fn main() do
  let m = 9223372036854775807
  println("${m}")
  println("${m + 1}")
end
