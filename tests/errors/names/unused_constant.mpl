let rate = 3

fn main() do
  println("x")
end
