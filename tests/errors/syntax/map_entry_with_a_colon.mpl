fn main() do
  let m = %{"a": 1}
  println("${m}")
end
