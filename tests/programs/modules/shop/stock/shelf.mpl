pub struct Item do
  name :: String
  price :: Int
end

pub interface Labelled do
  fn label(self) -> String
end

impl Labelled for Item do
  fn label(self) = "[${self.name}]"
end

pub let limit = size() * 2

fn size() -> Int = 21

pub fn names(items :: List<Item>) -> List<String> = List.map(items, fn i -> i.name end)

pub fn shelf(n :: Int) -> List<Item> = List.repeat(Item { name: "box", price: 1 }, n)

pub fn describe(item :: Item) -> String = "${item.name} at ${item.price}"
