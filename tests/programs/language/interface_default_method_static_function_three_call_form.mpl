interface Unitful do
  fn amount(self) -> Int
  fn unit() -> String
  fn text(self) -> String do
    "${self.amount()} ${Self.unit()}"
  end
end

struct Meters do
  n :: Int
end

struct Coins do
  n :: Int
end

impl Unitful for Meters do
  fn amount(self) -> Int do
    self.n
  end
  fn unit() -> String do
    "m"
  end
end

impl Unitful for Coins do
  fn amount(self) -> Int do
    self.n * 5
  end
  fn unit() -> String do
    "ct"
  end
  fn text(self) -> String do
    "~${amount(self)}"
  end
end

fn both<A, B>(a :: A, b :: B) -> String where A: Unitful, B: Unitful do
  a.text() <> " / " <> text(b)
end

fn main() do
  println(both(Meters { n: 8 }, Coins { n: 3 }))
  println("${Meters.unit()} ${Unitful.text(Meters { n: 1 })}")
end
