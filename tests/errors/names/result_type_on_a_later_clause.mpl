fn t(0) -> Int = 1
fn t(n) -> Int = n

fn main() do
  println("${t(0)}")
end
