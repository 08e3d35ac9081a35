fn mark(xs :: List<String>, i :: Int) -> List<String> do
  let ys = List.set(xs, i, "*")
  println("${ys} ${xs}")
  mark(ys, i + 1)
end

fn main() do
  println("${mark(["a", "b"], 0)}")
end
