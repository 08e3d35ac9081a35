interface Priced do
  fn price(self) -> Int
  fn label(self) -> String
end

struct Ticket do
  seat :: Int
end

impl Priced for Ticket do
  fn price(self) -> Int do
    self.seat
  end
end

fn main() do
  println("${Ticket { seat: 1 }.price()}")
end
