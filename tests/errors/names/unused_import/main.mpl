import Depot

fn main() do
  println("x")
end
