type Tree<T> do
  Empty
  Node(Tree<T>, T, Tree<T>)
end

fn insert<T>(t :: Tree<T>, x :: T) -> Tree<T> where T: Ord do
  case t do
    Empty -> Node(Empty, x, Empty)
    Node(l, y, r) when x < y -> Node(insert(l, x), y, r)
    Node(l, y, r) when x > y -> Node(l, y, insert(r, x))
    same -> same
  end
end

fn smallest<T>(t :: Tree<T>) -> T? do
  case t do
    Empty -> None
    Node(Empty, x, _) -> Some(x)
    Node(l, _, _) -> smallest(l)
  end
end

fn remove<T>(t :: Tree<T>, x :: T) -> Tree<T> where T: Ord do
  case t do
    Empty -> Empty
    Node(l, y, r) when x < y -> Node(remove(l, x), y, r)
    Node(l, y, r) when x > y -> Node(l, y, remove(r, x))
    Node(Empty, _, r) -> r
    Node(l, _, Empty) -> l
    Node(l, _, r) ->
      let next = Option.unwrap(smallest(r))
      Node(l, next, remove(r, next))
  end
end

fn to_list<T>(t :: Tree<T>) -> List<T> do
  case t do
    Empty -> []
    Node(l, x, r) -> to_list(l) ++ [x] ++ to_list(r)
  end
end

fn main() do
  let t = List.reduce([50, 30, 70, 20, 40, 60, 80, 30], Empty, insert)
  println("${to_list(t)}")
  let u = List.reduce([20, 70, 50, 99], t, remove)
  println("${to_list(u)} ${to_list(t)}")
  println("${to_list(List.reduce(["pear", "fig", "plum"], Empty, insert))}")
end
