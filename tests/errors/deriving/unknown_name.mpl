struct Lamp do
  watts :: Int
end deriving(Eq, Clone)

fn main() do
  println("${Lamp { watts: 1 } == Lamp { watts: 2 }}")
end
