fn divide(a :: Int, b :: Int) -> Int = a / b

fn main() do
  println("${divide(Int.min + 1, -1)}")
  println("${divide(Int.min, 1)}")
  println("${divide(Int.min, -1)}")
end
