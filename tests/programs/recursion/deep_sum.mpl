# Recursion that is not in tail position, a million deep: it needs stack, and there is enough.
fn sum(xs :: List<Int>) -> Int do
  case xs do
    [] -> 0
    x :: rest -> x + sum(rest)
  end
end

fn sum_from(xs :: List<Int>, i :: Int) -> Int do
  if i == List.length(xs) do 0 else xs[i] + sum_from(xs, i + 1) end
end

fn main() do
  let xs = Range.to_list(0..1000000)
  println("${sum_from(xs, 0)}")
  println("${sum(xs)}")
end
