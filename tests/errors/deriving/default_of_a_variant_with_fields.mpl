type Gear do
  Drive(Int)
  Park
end deriving(Default)

fn main() do
  println("x")
end
