fn f(m :: Map<Int>) -> Int do
  1
end

fn main() do
  println("x")
end
