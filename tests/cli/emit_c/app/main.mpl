import Shapes

fn main() do
  let shapes = [Circle(1.5), Square(2.0)]
  for s in shapes do
    println(Shapes.describe(s))
  end
end
