interface Shelf do
  type Item
  fn size(self) -> Int
end

struct Jar do
  n :: Int
end

impl Shelf for Jar do
  fn size(self) -> Int do
    self.n
  end
end

fn main() do
  println("x")
end
