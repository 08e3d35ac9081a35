# Entries stay in the order of insertion, whatever happens to them.
fn main() do
  let m = %{"c" => 1, "a" => 2, "b" => 3}
  let n = m |> Map.put("a", 20) |> Map.delete("c") |> Map.put("c", 9) |> Map.put("d", 4)
  println("${m} ${n}")
  println("${Map.sort(n)} ${Map.keys(n) == Map.keys(m)}")
  println("${for (k, v) in n do "${k}${v}" end}")
end
