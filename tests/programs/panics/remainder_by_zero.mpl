fn rest(a :: Int, b :: Int) -> Int = a % b

fn main() do
  println("${rest(7, 2)}")
  println("${rest(7, 0)}")
end
