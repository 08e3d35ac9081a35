fn shown<T>(v :: T) -> String where T: Display = v.to_string()

fn same<T>(first :: List<T>, second :: T) -> Bool where T: Eq = List.contains(first, second)

fn main() do
  println(shown(fn a -> a + 1 end))
  let w = fn f -> f(f) end
  println("${same([fn a -> a + 1 end], fn a -> a + 2 end)}")
  let key = (fn -> 1 end) |> shown
end
