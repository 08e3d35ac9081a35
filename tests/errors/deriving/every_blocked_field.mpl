pub struct Hook<A> do
  run :: Fun(A) -> Int
  label :: String
  stop :: List<Fun() -> A>
end deriving(Eq)

fn main() do
  println("x")
end
