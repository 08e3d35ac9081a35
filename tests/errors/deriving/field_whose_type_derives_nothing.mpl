struct Inner do
  n :: Int
end deriving()

struct Outer do
  inner :: Inner
end deriving(Eq)

fn main() do
  println("x")
end
