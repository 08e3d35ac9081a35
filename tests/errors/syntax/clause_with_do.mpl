fn main() do
  let f = fn 0 -> 1 | n do n end
  println("${f(2)}")
end
