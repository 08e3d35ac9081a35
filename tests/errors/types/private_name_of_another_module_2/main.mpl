import Depot

fn main() do
  println("${Depot.vault()}")
end
