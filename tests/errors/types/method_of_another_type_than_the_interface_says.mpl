interface Priced do
  fn price(self) -> Int
end

struct Ticket do
  seat :: Int
end

impl Priced for Ticket do
  fn price(self) -> String do
    "free"
  end
end

fn main() do
  println("x")
end
