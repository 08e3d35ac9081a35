struct Trie do
  ends :: Bool
  next :: Map<String, Trie>
end

fn empty() -> Trie = Trie { ends: false, next: %{} }

fn insert(t :: Trie, cs :: List<String>) -> Trie do
  case cs do
    [] -> %{t | ends: true}
    c :: rest -> %{t | next: Map.put(t.next, c, insert(Map.get_or(t.next, c, empty()), rest))}
  end
end

fn words(t :: Trie, prefix :: String) -> List<String> do
  let here = if t.ends do [prefix] else [] end
  here ++ List.flat_map(Map.to_list(t.next), fn e ->
    let (c, below) = e
    words(below, prefix <> c)
  end)
end

fn starting(t :: Trie, cs :: List<String>, prefix :: String) -> List<String> do
  case cs do
    [] -> words(t, prefix)
    c :: rest ->
      case Map.fetch(t.next, c) do
        Some(below) -> starting(below, rest, prefix <> c)
        None -> []
      end
  end
end

fn main() do
  let t = List.reduce(["car", "card", "care", "cat", "dog", "do"], empty(), fn t, w -> insert(t, String.chars(w)) end)
  println("${words(t, "")}")
  println("${starting(t, ["c", "a", "r"], "")} ${starting(t, ["x"], "")} ${starting(t, ["d", "o"], "")}")
end
