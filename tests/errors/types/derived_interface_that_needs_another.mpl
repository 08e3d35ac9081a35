struct Lamp do
  watts :: Int
end deriving(Ord)

fn main() do
  println("x")
end
