fn main() do
  let m = %{"one" => 1, "two" => 2, "one" => 11}
  println("${m} ${Map.size(m)} ${Map.keys(m)} ${Map.values(m)}")
  println("${Map.fetch(m, "three")} ${Map.get(m, "three")} ${Map.get_or(m, "three", -1)} ${Map.has_key(m, "two")}")
  println("${Map.merge(m, %{"two" => 22, "four" => 4})} ${Map.delete(m, "one") |> Map.put("one", 1)}")
  println("${Map.map_values(m, fn v -> v * 2 end)} ${Map.filter(m, fn _, v -> v > 5 end)}")
  println("${%{1 => "a", 2 => "b"} == %{2 => "b", 1 => "a"}} ${Map.to_list(m)}")
  let big = List.reduce(List.generate(3000, fn i -> i end), %{}, fn acc, i -> Map.put(acc, "k${i}", i) end)
  let half = List.reduce(List.generate(1500, fn i -> i * 2 end), big, fn acc, i -> Map.delete(acc, "k${i}") end)
  println("${Map.size(half)} ${List.take(Map.keys(half), 3)} ${List.sum(Map.values(half))}")
  println("${Map.get(%{(1, "x") => [1], (2, "y") => [2]}, (2, "y"))}")
end
