actor counter(total :: Int) do
  println("${total}")
end

fn main() do
  println("x")
end
