type Tree<T> do
  Leaf
  Node(Tree<T>, T, Tree<T>)
end

fn insert(t, v) do
  case t do
    Leaf -> Node(Leaf, v, Leaf)
    Node(l, x, r) -> if v < x do
      Node(insert(l, v), x, r)
    else
      Node(l, x, insert(r, v))
    end
  end
end

fn walk(Leaf) = []
fn walk(Node(l, x, r)) = walk(l) ++ [x] ++ walk(r)

fn main() do
  let t = reduce([5, 2, 8, 1], Leaf, fn acc, v -> insert(acc, v) end)
  println("${walk(t)} ${walk(insert(insert(Leaf, "b"), "a"))}")
end
