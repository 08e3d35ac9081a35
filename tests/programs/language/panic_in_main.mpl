fn share(total :: Int, people :: Int) -> Int do
  total / people
end

fn main() do
  println("${share(9, 3)}")
  println("${share(9, 0)}")
  println("unreached")
end
