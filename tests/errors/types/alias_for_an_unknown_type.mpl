type Key = Uuid

fn main() do
  println("x")
end
