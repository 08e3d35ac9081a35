fn split(total :: Int, by :: Int) -> (Int, Int) do
  (total / by, total % by)
end

fn main() do
  let (q, r) = split(47, 6)
  let ((a, b), c) = ((q, r), "x")
  println("${q} ${r} ${a + b} ${c} ${split(9, 4)}")
end
