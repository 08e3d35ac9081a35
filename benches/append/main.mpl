# Builds a list of n Ints by appending and sums it by taking it apart, five times. Usage: append 10000000
fn build(i :: Int, n :: Int, xs :: List<Int>) -> List<Int> do
  if i == n do
    xs
  else
    build(i + 1, n, List.append(xs, i))
  end
end

fn sum(xs :: List<Int>, total :: Int) -> Int do
  case xs do
    [] -> total
    head :: tail -> sum(tail, total + head)
  end
end

fn rounds(left :: Int, n :: Int, total :: Int) -> Int do
  if left == 0 do
    total
  else
    rounds(left - 1, n, total + sum(build(0, n, []), 0))
  end
end

fn main() do
  let n = Env.params() |> List.first() |> Option.and_then(String.to_int) |> Option.unwrap_or(10000000)
  println("${rounds(5, n, 0)}")
end
