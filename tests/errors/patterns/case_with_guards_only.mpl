type Gear do
  Park
  Drive(Int)
end

fn f(g :: Gear) -> Int do
  case g do
    Park -> 0
    Drive(n) when n > 0 -> 1
    Drive(n) when n <= 0 -> 2
  end
end

fn main() do
  println("${f(Park)}")
end
