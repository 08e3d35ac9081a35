fn pick(xs :: List<String>, i :: Int) -> String do
  xs[i]
end

fn main() do
  println(pick(["a", "b"], 1))
  println(pick(["a", "b"], -1))
end
