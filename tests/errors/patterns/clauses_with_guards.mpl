fn sign(n) when n > 0 = "+"
fn sign(n) when n < 0 = "-"

fn main() do
  println(sign(1))
end
