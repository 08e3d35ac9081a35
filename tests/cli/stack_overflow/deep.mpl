fn sum(xs :: List<Int>) -> Int do
  case xs do
    [] -> 0
    x :: rest -> x + sum(rest)
  end
end

fn main() do
  println("${sum(List.generate(1000000, fn i -> i end))}")
end
