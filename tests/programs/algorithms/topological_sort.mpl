fn order(needs :: Map<String, List<String>>) -> List<String>!String do
  step(needs, [])
end

fn step(needs :: Map<String, List<String>>, done :: List<String>) -> List<String>!String do
  if Map.is_empty(needs) do
    Ok(done)
  else
    let ready = Map.filter(needs, fn _, ds -> List.all(ds, fn d -> List.contains(done, d) end) end) |> Map.keys()
    case ready do
      [] -> Err("cycle through ${List.join(Map.keys(needs), ", ")}")
      _ -> step(Map.delete_all(needs, ready), done ++ List.sort(ready))
    end
  end
end

fn main() do
  println("${order(%{"shoes" => ["socks", "trousers"], "socks" => [], "trousers" => ["pants"], "pants" => [], "coat" => ["shirt"], "shirt" => []})}")
  println("${order(%{"a" => ["b"], "b" => ["a"], "c" => []})}")
end
