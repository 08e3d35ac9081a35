struct Bag<T> do
  items :: Set<T>
end

fn same<T>(a :: Bag<T>, b :: Bag<T>) -> Bool where T: Eq = a == b

fn main() do
  let bag = Bag { items: Set.from_list([1]) }
  println("${same(bag, bag)}")
end
