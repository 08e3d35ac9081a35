fn draw(a :: Int) = a

fn main() do
  println("${draw(1, width: 2)}")
end
