struct Box do
  n :: Int
end deriving(Eq, Eq)

fn main() do
  println("x")
end
