fn main() do
  let m = %{"b" => 1, "a" => 2, "b" => 9}
  let m = Map.put(m, "c", 3)
  let m = Map.put(m, "a", 7)
  println("${m} ${Map.size(m)} ${Map.keys(m)}")
  let m = Map.put(Map.delete(m, "b"), "b", 0)
  println("${m} ${Map.get(m, "zz")} ${Map.has_key(m, "zz")} ${m["c"]}")
  println("${%{1 => "x", 2 => "y"} == %{2 => "y", 1 => "x"}}")
end
