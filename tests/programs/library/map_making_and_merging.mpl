fn main() do
  let m = Map.from_list([("b", 2), ("a", 1), ("b", 3)])
  println("${m} ${Map.keys(m)} ${Map.values(m)} ${Map.to_list(m)}")
  println("${Map.from_lists(["x", "y", "z"], [1, 2])} ${Map.from_keys([2, 3], fn k -> k * k end)}")
  println("${Iter.from(["n", "s"]) |> Iter.enumerate() |> Map.collect()}")
  println("${Map.merge(m, %{"c" => 9, "a" => 0})} ${Map.merge_with(m, %{"a" => 10, "z" => 5}, fn x, y -> x - y end)}")
  let idx = ["ant", "bee", "asp"] |> List.reduce(%{}, fn acc, s -> Map.push(acc, String.take(s, 1), s) end)
  println("${idx} ${%{"k" => 1, "l" => 2} == %{"l" => 2, "k" => 1}}")
  println("${Map.sort(m)} ${Map.sort_by(m, fn k, v -> -v end)} ${Map.invert(%{"a" => 1, "b" => 1, "c" => 2})}")
  println("${%{(1, "a") => [1.0]}.inspect()} ${%{Some(2) => "two"}} ${Map.first(m)} ${Map.first(Map.delete(m, "b"))}")
end
