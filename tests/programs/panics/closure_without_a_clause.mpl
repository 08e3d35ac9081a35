# A closure whose clauses do not cover the value.
fn apply(f :: Fun(Int) -> String, n :: Int) -> String do
  f(n)
end

fn main() do
  let name = fn 1 -> "one" | 2 -> "two" end
  println(apply(name, 2))
  println(apply(name, 3))
end
