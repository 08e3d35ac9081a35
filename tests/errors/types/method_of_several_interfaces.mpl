interface Left do
  fn mark(self) -> Int
end

interface Right do
  fn mark(self) -> Int
end

struct Dot do
  n :: Int
end

impl Left for Dot do
  fn mark(self) -> Int do
    1
  end
end

impl Right for Dot do
  fn mark(self) -> Int do
    2
  end
end

fn main() do
  println("${Dot { n: 1 }.mark()}")
end
