fn deeper<T>(x :: T, n :: Int) -> Int do
  if n > 0 do
    deeper([x], n - 1)
  else
    0
  end
end

fn main() do
  println("${deeper(1, 3)}")
end
