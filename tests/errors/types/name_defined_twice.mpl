struct Depot do
  n :: Int
end

type Depot do
  Open
end

fn main() do
  println("x")
end
