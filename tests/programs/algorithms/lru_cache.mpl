# The map keeps its entries in the order of insertion: the first one is the oldest.
struct Cache do
  room :: Int
  entries :: Map<String, Int>
end

fn get(c :: Cache, key :: String) -> (Int?, Cache) do
  case Map.fetch(c.entries, key) do
    None -> (None, c)
    Some(v) -> (Some(v), %{c | entries: Map.put(Map.delete(c.entries, key), key, v)})
  end
end

fn put(c :: Cache, key :: String, value :: Int) -> Cache do
  let entries = Map.put(Map.delete(c.entries, key), key, value)
  if Map.size(entries) > c.room do
    let oldest = List.head(Map.keys(entries))
    %{c | entries: Map.delete(entries, oldest)}
  else
    %{c | entries: entries}
  end
end

fn main() do
  let c = Cache { room: 2, entries: %{} } |> put("a", 1) |> put("b", 2)
  let (a, c) = get(c, "a")
  let c = put(c, "c", 3)
  let (b, c) = get(c, "b")
  println("${a} ${b} ${c.entries}")
end
