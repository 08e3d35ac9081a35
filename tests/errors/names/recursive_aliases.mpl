type Odd = Fun(Even) -> Int
type Even = Odd?

fn main() do
  println("x")
end
