# One generic function at unboxed, boxed, empty and nested types; generic data with functions inside.
struct Stack<T> do
  items :: List<T>
  size :: Int
end

type Tree<K, V> do
  Empty
  Branch(left :: Tree<K, V>, key :: K, value :: V, right :: Tree<K, V>)
end

fn push<T>(s :: Stack<T>, x :: T) -> Stack<T> = Stack { items: List.append(s.items, x), size: s.size + 1 }

fn insert<K, V>(t :: Tree<K, V>, k :: K, v :: V) -> Tree<K, V> where K: Ord do
  case t do
    Empty -> Branch(Empty, k, v, Empty)
    Branch(l, key, value, r) ->
      case compare(k, key) do
        Less -> Branch(insert(l, k, v), key, value, r)
        Greater -> Branch(l, key, value, insert(r, k, v))
        Equal -> Branch(l, k, v, r)
      end
  end
end

fn walk<K, V, A>(t :: Tree<K, V>, acc :: A, f :: Fun(A, K, V) -> A) -> A do
  case t do
    Empty -> acc
    Branch(l, k, v, r) -> walk(r, f(walk(l, acc, f), k, v), f)
  end
end

fn build<K, V>(pairs :: List<(K, V)>) -> Tree<K, V> where K: Ord do
  List.reduce(pairs, Empty, fn t, (k, v) -> insert(t, k, v) end)
end

fn show<K, V>(t :: Tree<K, V>) -> String where K: Display, V: Display do
  walk(t, "", fn acc, k, v -> "${acc}${k}=${v};" end)
end

fn pair_up(x) = (x, [x])

fn main() do
  let s = Stack { items: [], size: 0 } |> push(1.5) |> push(2.0)
  println("${s} ${push(Stack { items: [nil], size: 1 }, ())} ${push(Stack { items: [], size: 0 }, fn x -> x + 1 end).size}")
  println(show(build([("m", 1), ("a", 2), ("z", 3), ("a", 4)])))
  println(show(build([((2, "x"), [1.5]), ((1, "y"), []), ((2, "a"), [2.0])])))
  println(show(build([(Some(3), None), (None, Some(true)), (Some(-3), None)])))
  println(show(build([((), "unit"), ((), "again")])))
  println("${pair_up(1)} ${pair_up("a")} ${pair_up(pair_up(true))} ${pair_up(())}")
  let functions = build([(2, fn n -> n * 2 end), (1, fn n -> n + 100 end)])
  println("${walk(functions, 5, fn acc, _, f -> f(acc) end)}")
end
