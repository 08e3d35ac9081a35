# Three functions that call each other in tail position, with guards, accumulators and different parameters.
fn start(n :: Int, acc :: Int) -> (Int, String) do
  case n do
    0 -> (acc, "start")
    _ when n % 3 == 0 -> middle(n - 1, acc, "m")
    _ -> last([n - 1], acc + 1)
  end
end

fn middle(n :: Int, acc :: Int, tag :: String) -> (Int, String) do
  if n == 0 do
    return (acc, tag)
  end
  if n % 2 == 0 do
    return start(n - 1, acc + 2)
  end
  last([n - 1, n], acc + 3)
end

fn last(xs :: List<Int>, acc :: Int) -> (Int, String) do
  case xs do
    [0 | _] -> (acc, "last")
    n :: _ when n % 5 == 0 -> start(n - 1, acc)
    [n] -> middle(n - 1, acc, "one")
    [n, _] -> last([n - 1], acc)
    _ -> (0, "never")
  end
end

fn main() do
  println("${start(10, 0)} ${middle(7, 0, "x")} ${last([4], 0)}")
  println("${start(3000000, 0)}")
end
