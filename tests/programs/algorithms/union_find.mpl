struct Sets do
  parent :: List<Int>
  count :: Int
end

fn find(s :: Sets, x :: Int) -> Int do
  if s.parent[x] == x do
    x
  else
    find(s, s.parent[x])
  end
end

fn union(s :: Sets, a :: Int, b :: Int) -> Sets do
  let (ra, rb) = (find(s, a), find(s, b))
  if ra == rb do
    s
  else
    %{s | parent: List.set(s.parent, ra, rb), count: s.count - 1}
  end
end

fn main() do
  let start = Sets { parent: List.generate(10, fn i -> i end), count: 10 }
  let s = List.reduce([(0, 1), (2, 3), (1, 3), (4, 5), (0, 2), (8, 9)], start, fn s, pair ->
    let (a, b) = pair
    union(s, a, b)
  end)
  println("${s.count} ${find(s, 0) == find(s, 3)} ${find(s, 0) == find(s, 4)}")
end
