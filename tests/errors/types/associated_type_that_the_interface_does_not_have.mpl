interface Sized2 do
  fn size(self) -> Int
end

struct Jar do
  n :: Int
end

impl Sized2 for Jar do
  type Kind = Int
  fn size(self) -> Int do
    self.n
  end
end

fn main() do
  println("x")
end
