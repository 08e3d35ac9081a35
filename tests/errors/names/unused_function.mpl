fn spare(n :: Int) -> Int = if n == 0 do 0 else spare(n - 1) end

fn main() do
  println("x")
end
