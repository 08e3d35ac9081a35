struct Job do
  run :: Fun(Int) -> Int
end deriving(Json)

fn main() do
  println("x")
end
