fn number(ds :: List<Int>) -> Int do
  Int.from_digits(ds)
end

fn main() do
  println("${number([0, 4, 2])} ${number([])}")
  println("${number([1, 12])}")
end
