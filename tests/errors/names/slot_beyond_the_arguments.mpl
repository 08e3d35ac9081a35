fn mix(a :: Int, b :: Int) = a + b

fn main() do
  println("${1 |2> mix()}")
end
