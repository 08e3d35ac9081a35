fn main() do
  let f = fn n -> n + 1 end
  println("${f}")
end
