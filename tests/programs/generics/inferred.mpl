# Nothing is annotated: each use has its own types.
fn apply(f, x) = f(x)

fn pair(a, b) = (a, b)

fn first(p) do
  let (a, _) = p
  a
end

fn same(a, b) = a == b

fn main() do
  let id = fn x -> x end
  println("${apply(id, 3)} ${apply(id, "t")} ${apply(fn n -> n * 2 end, 4)}")
  println("${first(pair(1, "x"))} ${first(pair("y", 2))} ${same([1], [1])} ${same("a", "b")}")
  let nothing = []
  println("${List.length(nothing)} ${List.append(nothing, 1)}")
end
