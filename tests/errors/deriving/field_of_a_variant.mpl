type Hook do
  Idle
  Run(Fun() -> ())
end deriving(Hash)

fn main() do
  println("x")
end
