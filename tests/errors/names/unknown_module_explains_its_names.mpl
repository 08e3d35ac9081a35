from Storge import load, Shelf

fn main() do
  let s :: Shelf = load(Crate { n: 1 })
  println("${s}")
end
