type Rose<T> do
  Rose(T, List<Rose<T>>)
end

fn map<T, U>(r :: Rose<T>, f :: Fun(T) -> U) -> Rose<U> do
  let Rose(x, below) = r
  Rose(f(x), List.map(below, fn b -> map(b, f) end))
end

fn flat<T>(r :: Rose<T>) -> List<T> do
  let Rose(x, below) = r
  [x] ++ List.flat_map(below, flat)
end

fn height<T>(r :: Rose<T>) -> Int do
  let Rose(_, below) = r
  1 + Option.unwrap_or(List.max(List.map(below, height)), 0)
end

fn main() do
  let r = Rose(1, [Rose(2, [Rose(4, [])]), Rose(3, [])])
  println("${flat(r)} ${flat(map(r, fn n -> "n${n}" end))} ${height(r)}")
end
