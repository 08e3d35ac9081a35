import Depot

fn f(b :: Depot.Box) -> Int = 1

fn main() do
  println("x")
end
