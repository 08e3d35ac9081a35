fn main() do
  let f = fn twice(x) -> x * 2 end
  println("${f(2)}")
end
