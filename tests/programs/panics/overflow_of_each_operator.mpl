# The first overflow ends the program; what was printed before it stays.
fn double(n :: Int) -> Int do
  println("${n}")
  double(n * 4)
end

fn main() do
  double(1000000000000000000)
end
