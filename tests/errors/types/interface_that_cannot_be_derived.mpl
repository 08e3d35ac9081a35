struct Lamp do
  watts :: Int
end deriving(Eq, Clone)

fn main() do
  println("x")
end
