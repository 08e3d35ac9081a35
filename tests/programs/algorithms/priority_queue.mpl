# A leftist heap.
type Heap<T> do
  Empty
  Node(Int, T, Heap<T>, Heap<T>)
end

fn rank<T>(h :: Heap<T>) -> Int do
  case h do
    Empty -> 0
    Node(r, _, _, _) -> r
  end
end

fn make<T>(x :: T, a :: Heap<T>, b :: Heap<T>) -> Heap<T> do
  if rank(a) >= rank(b) do
    Node(rank(b) + 1, x, a, b)
  else
    Node(rank(a) + 1, x, b, a)
  end
end

fn merge<T>(a :: Heap<T>, b :: Heap<T>) -> Heap<T> where T: Ord do
  case (a, b) do
    (Empty, h) | (h, Empty) -> h
    (Node(_, x, l, r), Node(_, y, _, _)) when x <= y -> make(x, l, merge(r, b))
    (_, Node(_, y, l, r)) -> make(y, l, merge(a, r))
  end
end

fn drain<T>(h :: Heap<T>, out :: List<T>) -> List<T> where T: Ord do
  case h do
    Empty -> out
    Node(_, x, l, r) -> drain(merge(l, r), List.append(out, x))
  end
end

fn main() do
  let push = fn h, x -> merge(h, Node(1, x, Empty, Empty)) end
  println("${drain(List.reduce([5, 1, 4, 1, 5, 9, 2, 6], Empty, push), [])}")
  let many = List.generate(2000, fn i -> (i * 7919) % 2003 end)
  println("${drain(List.reduce(many, Empty, push), []) == List.sort(many)}")
end
