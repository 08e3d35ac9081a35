fn mix(a :: Int, b :: Int) -> Int do
  a + b
end

fn main() do
  println("${1 |4> mix(2)}")
end
