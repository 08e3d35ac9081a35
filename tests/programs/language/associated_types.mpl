interface Shelf do
  type Item
  fn top(self) -> Self.Item
  fn size(self) -> Int
end

struct Books do
  titles :: List<String>
end

struct Jars do
  grams :: List<Int>
end

impl Shelf for Books do
  type Item = String
  fn top(self) -> String do
    List.head(self.titles)
  end
  fn size(self) -> Int do
    List.length(self.titles)
  end
end

impl Shelf for Jars do
  type Item = Int
  fn top(self) -> Self.Item do
    List.head(self.grams)
  end
  fn size(self) -> Int do
    List.length(self.grams)
  end
end

fn peek<S>(s :: S) -> S.Item where S: Shelf do
  s.top()
end

fn main() do
  let b = Books { titles: ["Emma", "Ulysses"] }
  let j = Jars { grams: [250] }
  println("${b.top().length() + j.top()} ${peek(b)} ${peek(j)} ${b.size()}")
end
