# Natural numbers as digits in base 10000, the lowest first.
let base = 10000

fn of_int(n :: Int) -> List<Int> do
  if n == 0 do
    []
  else
    [n % base] ++ of_int(n / base)
  end
end

fn times_small(xs :: List<Int>, k :: Int) -> List<Int> do
  let (carry, digits) = List.map_accum(xs, 0, fn carry, d ->
    let v = d * k + carry
    (v / base, v % base)
  end)
  digits ++ of_int(carry)
end

fn plus(xs :: List<Int>, ys :: List<Int>, carry :: Int) -> List<Int> do
  case (xs, ys) do
    ([], []) -> of_int(carry)
    ([], ys) -> plus([0], ys, carry)
    (xs, []) -> plus(xs, [0], carry)
    (x :: xs, y :: ys) ->
      let v = x + y + carry
      [v % base] ++ plus(xs, ys, v / base)
  end
end

fn show(xs :: List<Int>) -> String do
  case List.reverse(xs) do
    [] -> "0"
    top :: rest -> "${top}" <> String.concat(List.map(rest, fn d -> String.pad_start("${d}", 4, "0") end))
  end
end

fn fib(n :: Int, a :: List<Int>, b :: List<Int>) -> List<Int> do
  if n == 0 do
    a
  else
    fib(n - 1, b, plus(a, b, 0))
  end
end

fn main() do
  println(show(List.reduce(List.generate(30, fn i -> i + 1 end), [1], times_small)))
  println(show(fib(100, [], [1])))
  println(show(List.reduce(List.repeat(2, 128), [1], times_small)))
end
