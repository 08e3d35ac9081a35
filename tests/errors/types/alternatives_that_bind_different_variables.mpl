type Gate do
  Slide(Int)
  Lift(Int)
end

fn size(g :: Gate) -> Int do
  case g do
    Slide(a) | Lift(b) -> 1
  end
end

fn main() do
  println("${size(Slide(1))}")
end
