from Depot import vault

fn main() do
  println("${vault()}")
end
