struct Box do
  n :: Int
end

impl Sizd for Box do
  fn size(self) -> Int = 1
end

fn main() do
  println("x")
end
