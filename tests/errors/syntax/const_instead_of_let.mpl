const limit = 3

fn main() do
  println("a")
end
