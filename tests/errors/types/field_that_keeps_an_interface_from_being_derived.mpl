struct Hook do
  run :: Fun(Int) -> Int
end deriving(Eq)

fn main() do
  println("x")
end
