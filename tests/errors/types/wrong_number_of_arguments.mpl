fn add3(a, b, c) = a + b + c

fn main() do
  println("${add3(1, 2)}")
end
