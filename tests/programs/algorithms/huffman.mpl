type Tree do
  Leaf(String, Int)
  Node(Tree, Tree, Int)
end

fn weight(t :: Tree) -> Int do
  case t do
    Leaf(_, n) -> n
    Node(_, _, n) -> n
  end
end

fn build(trees :: List<Tree>) -> Tree do
  case List.sort_by(trees, weight) do
    [one] -> one
    a :: b :: rest -> build(rest ++ [Node(a, b, weight(a) + weight(b))])
    [] -> panic("no symbols")
  end
end

fn codes(t :: Tree, prefix :: String) -> List<(String, String)> do
  case t do
    Leaf(c, _) -> [(c, prefix)]
    Node(l, r, _) -> codes(l, prefix <> "0") ++ codes(r, prefix <> "1")
  end
end

fn decode(root :: Tree, at :: Tree, bits :: List<String>, out :: String) -> String do
  case (at, bits) do
    (Leaf(c, _), _) -> decode(root, root, bits, out <> c)
    (Node(l, _, _), "0" :: rest) -> decode(root, l, rest, out)
    (Node(_, r, _), _ :: rest) -> decode(root, r, rest, out)
    (Node(_, _, _), []) -> out
  end
end

fn main() do
  let text = "abracadabra alakazam"
  let counts = List.frequencies(String.chars(text))
  let tree = build(List.map(Map.to_list(counts), fn e ->
    let (c, n) = e
    Leaf(c, n)
  end))
  let table = Map.from_list(codes(tree, ""))
  let bits = String.concat(List.map(String.chars(text), fn c -> Map.get(table, c) end))
  println("${String.length(bits)} bits for ${String.length(text)} characters")
  println(decode(tree, tree, String.chars(bits), ""))
end
