fn name(1) = "one"
fn name(2) = "two"

fn main() do
  println(name(1))
  println(name(3))
end
