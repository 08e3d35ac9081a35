fn f(s :: Strng) -> Int do
  1
end

fn main() do
  println("x")
end
