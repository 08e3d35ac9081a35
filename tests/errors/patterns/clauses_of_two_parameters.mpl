fn both(true, true) = 1
fn both(false, _) = 0

fn main() do
  println("${both(true, true)}")
end
