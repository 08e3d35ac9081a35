fn names(bs) do
  List.map(bs, fn b -> b.name end)
end

fn main() do
  println("x")
end
