import Depot

fn main() do
  println("${Depot.Inner.open()}")
end
