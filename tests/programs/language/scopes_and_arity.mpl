fn filter(n :: Int) -> Int do
  n + 1
end

fn main() do
  let n = 3
  let n = n * 10
  let m = if n > 20 do
    let n = "inner"
    n <> "!"
  else
    "small"
  end
  println("${n} ${m} ${filter(4)} ${filter([1, 5, 9], fn v -> v > 4 end)}")
end
