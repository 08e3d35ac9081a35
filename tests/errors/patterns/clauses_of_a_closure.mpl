fn main() do
  let f = fn 0 -> "a" | 1 -> "b" end
  println(f(0))
end
