struct Crate<T> do
  item :: T
  count :: Int
end deriving(Eq, Ord, Display, Debug)

fn main() do
  let a = Crate { item: "nail", count: 2 }
  let b = Crate { item: 2.5, count: 2 }
  let c = Crate { item: "nail", count: 3 }
  println("${a} ${b} ${a.inspect()}")
  println("${a == c} ${a < c} ${a.item.length() + a.count}")
end
