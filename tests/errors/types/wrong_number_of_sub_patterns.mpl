type Gear do
  Park
  Drive(Int)
end

fn speed(g :: Gear) -> Int do
  case g do
    Drive(a, b) -> a
    Park -> 0
  end
end

fn main() do
  println("${speed(Park)}")
end
