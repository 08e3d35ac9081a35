struct Box do
  n :: Int
end

interface Sized2 do
  fn zero() -> Self
end

impl Sized2 for Box do
  fn zero() -> Box do
    Box { n: self.n }
  end
end

fn main() do
  println("x")
end
