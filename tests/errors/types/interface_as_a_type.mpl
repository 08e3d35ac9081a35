fn f(v :: Display) -> String do
  "x"
end

fn main() do
  println("x")
end
