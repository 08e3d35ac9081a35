struct Lamp do
  watts :: Int
end deriving(Eq)

impl Eq for Lamp do
  fn eq(self, other) = true
end

fn main() do
  println("x")
end
