fn total(n :: Int, acc :: Int) -> Int do
  case n do
    0 -> acc
    _ -> total(n - 1, acc + n)
  end
end

fn swap(a :: String, b :: String, n :: Int) -> String do
  if n == 0 do
    a <> b
  else
    swap(b, a, n - 1)
  end
end

fn main() do
  println("${total(1000000, 0)} ${swap("x", "y", 100001)}")
end
