let fee = fee + 1

fn main() do
  println("${fee}")
end
