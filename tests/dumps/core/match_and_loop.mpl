# A decision tree over two columns, a join point a branch, and a self tail call as a loop.
type Signal do
  Red
  Amber(Int)
  Green
end

fn pace(s :: Signal, fast :: Bool) -> Int do
  case (s, fast) do
    (Red, _) -> 0
    (Amber(n), true) when n > 2 -> n
    (Green, true) -> 9
    _ -> 1
  end
end

fn sum(xs :: List<Int>, i :: Int, total :: Int) -> Int do
  if i == List.length(xs) do
    total
  else
    sum(xs, i + 1, total + xs[i])
  end
end

fn main() do
  println("${pace(Amber(3), true)} ${pace(Green, false)} ${pace(Red, true)} ${sum([4, 5], 0, 0)}")
end
