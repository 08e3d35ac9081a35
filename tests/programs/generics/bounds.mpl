fn largest<T>(xs :: List<T>) -> T? where T: Ord do
  List.reduce(xs, fn a, b -> if a < b do b else a end end)
end

fn table<K, V>(pairs :: List<(K, V)>) -> String where K: Eq + Hash + Display, V: Display do
  let m = Map.from_list(pairs)
  List.join(for (k, v) in m do "${k}=${v}" end, ",")
end

struct Pair<A, B> do
  first :: A
  second :: B
end deriving(Eq, Ord, Display)

fn swap<A, B>(p :: Pair<A, B>) -> Pair<B, A> = Pair { first: p.second, second: p.first }

fn main() do
  println("${largest([3, 9, 2])} ${largest(["b", "a"])} ${largest([])} ${largest([1.5, -2.0])}")
  println(table([("x", 1), ("y", 2), ("x", 3)]))
  let p = Pair { first: 1, second: "one" }
  println("${p} ${swap(p)} ${swap(swap(p)) == p} ${Pair { first: 1, second: 2 } < Pair { first: 1, second: 3 }}")
end
