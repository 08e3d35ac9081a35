fn down(n :: Int) -> Int do
  if n < 0 do
    0
  else
    1 + down(n + 1)
  end
end

fn main() do
  println("${down(0)}")
end
