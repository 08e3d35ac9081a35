fn count(text :: String) -> Map<String, Int> do
  String.words(String.to_lower(text))
    |> List.map(fn w -> String.trim(w, ".,;!") end)
    |> List.reject(String.is_empty)
    |> List.reduce(%{}, fn acc, w -> Map.increment(acc, w, 1) end)
end

fn main() do
  let counts = count("Row, row your boat; gently row!")
  println("${counts}")
  let top = Map.to_list(counts)
    |> List.sort_by(fn ((w, n)) -> (-n, w) end)
    |> List.take(2)
  for (w, n) in top do
    println("${String.pad_end(w, 6, ".")}${String.pad_start("${n}", 3)}")
  end
end
