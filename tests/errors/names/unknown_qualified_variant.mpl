type Gear do
  Park
  Drive(Int)
end

fn speed(g :: Gear) -> Int do
  case g do
    Gear.Parc -> 0
    Gear.Drive(k) -> k
    Gear.Park -> 1
  end
end

fn main() do
  println("${speed(Drive(1))}")
end
