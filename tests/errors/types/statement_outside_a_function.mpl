println("hi")

fn main() do
  println("x")
end
