# Library functions over closures become loops with the closure's body in them.
fn main() do
  let factor = List.length(Env.params()) + 3
  let ys = List.map([1, 2, 3], fn x -> x * factor end)
  println("${List.sum(ys)}")
end
