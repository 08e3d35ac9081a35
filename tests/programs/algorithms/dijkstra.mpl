type Graph = Map<String, List<(String, Int)>>

fn edges(list :: List<(String, String, Int)>) -> Graph do
  List.reduce(list, %{}, fn g, e ->
    let (a, b, w) = e
    g |> Map.push(a, (b, w)) |> Map.push(b, (a, w))
  end)
end

fn shortest(g :: Graph, from :: String) -> Map<String, Int> do
  visit(g, %{from => 0}, %{})
end

fn visit(g :: Graph, open :: Map<String, Int>, done :: Map<String, Int>) -> Map<String, Int> do
  case List.min_by(Map.to_list(open), fn e ->
    let (_, d) = e
    d
  end) do
    None -> done
    Some((node, d)) ->
      let closer = List.filter(Map.get(g, node), fn e ->
        let (to, w) = e
        not Map.has_key(done, to) and d + w < Map.get_or(open, to, d + w + 1)
      end)
      let open = List.reduce(closer, Map.delete(open, node), fn o, e ->
        let (to, w) = e
        Map.put(o, to, d + w)
      end)
      visit(g, open, Map.put(done, node, d))
  end
end

fn main() do
  let g = edges([
    ("Aarau", "Bern", 80), ("Bern", "Thun", 30), ("Aarau", "Zug", 50),
    ("Zug", "Thun", 120), ("Thun", "Brig", 75), ("Bern", "Brig", 110)
  ])
  println("${shortest(g, "Aarau")}")
  println("${shortest(g, "Brig")}")
end
