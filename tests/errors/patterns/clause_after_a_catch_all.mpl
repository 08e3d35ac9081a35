fn main() do
  fn local(n) = n
  fn local(0) = 1
  let f = fn n -> n | 0 -> 1 end
  println("${local(1)} ${f(1)}")
end
