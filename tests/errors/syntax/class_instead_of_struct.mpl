class Lamp do
  watts :: Int
end

fn main() do
  println("a")
end
