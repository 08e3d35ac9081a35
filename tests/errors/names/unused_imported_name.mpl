from String import length

fn main() do
  println("x")
end
