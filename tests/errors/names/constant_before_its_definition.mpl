let fee = rate * 2
let rate = 5

fn main() do
  println("${fee}")
end
