interface Tag do
  fn tag(self) -> Int
end

struct Box2 do
  n :: Int
end

impl Tag for Box2 do
  fn tag(self) -> Int do
    1
  end
end

impl Tag for Box2 do
  fn tag(self) -> Int do
    2
  end
end

fn main() do
  println("x")
end
