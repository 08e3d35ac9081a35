# Sorts n pseudo-random Ints with a comparator. Usage: sort 1000000
fn numbers(n :: Int) -> List<Int> do
  numbers_loop(n, 42, [])
end

fn numbers_loop(left :: Int, x :: Int, xs :: List<Int>) -> List<Int> do
  if left == 0 do
    xs
  else
    let x = (x * 1103515245 + 12345) % 2147483648
    numbers_loop(left - 1, x, List.append(xs, x))
  end
end

fn checksum(xs :: List<Int>, i :: Int, sum :: Int) -> Int do
  if i == List.length(xs) do
    sum
  else
    checksum(xs, i + 1, (sum * 31 + xs[i]) % 1000000007)
  end
end

fn rounds(left :: Int, xs :: List<Int>, sum :: Int) -> Int do
  if left == 0 do
    sum
  else
    let sorted = List.sort(xs, fn a, b -> a - b end)
    rounds(left - 1, xs, (sum + checksum(sorted, 0, 0)) % 1000000007)
  end
end

fn main() do
  let n = Env.params() |> List.first() |> Option.and_then(String.to_int) |> Option.unwrap_or(1000000)
  println("${rounds(5, numbers(n), 0)}")
end
