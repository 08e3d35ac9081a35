type Lamp do
  Off
end deriving(Row)

fn main() do
  println("x")
end
