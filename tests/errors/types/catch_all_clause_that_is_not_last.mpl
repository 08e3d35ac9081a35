fn tone(n) = n
fn tone(0) = 1

fn main() do
  println("${tone(0)}")
end
