struct Box do
  n :: Int
end

fn main() do
  println("x")
end
