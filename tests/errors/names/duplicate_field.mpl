struct Box do
  n :: Int
  n :: Int
end

fn main() do
  println("x")
end
