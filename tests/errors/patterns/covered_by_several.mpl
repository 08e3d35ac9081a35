type Gear do
  Park
  Drive(Int)
end

fn f(g :: Gear) -> Int do
  case g do
    Park -> 0
    Drive(_) -> 1
    _ -> 2
  end
end

fn main() do
  println("${f(Park)}")
end
