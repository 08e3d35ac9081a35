interface Shelf do
  type Items
  fn items(self) -> Self.Items
end

struct Box do
  n :: Int
end

impl Shelf for Box do
  type Items = List
  fn items(self) -> List<Int> do
    [self.n]
  end
end

fn main() do
  println("${Box { n: 1 }.items()}")
end
