# Sets keep the order of insertion, compare without it, and hold any type with Eq and Hash.
struct Cell do
  x :: Int
  y :: Int
end

fn neighbours(c :: Cell) -> Set<Cell> do
  let around = for (dx, dy) in [(0, 1), (1, 0), (0, -1), (-1, 0)] do Cell { x: c.x + dx, y: c.y + dy } end
  Set.from_list(around)
end

fn grow(cells :: Set<Cell>, rounds :: Int) -> Set<Cell> do
  if rounds == 0 do
    return cells
  end
  grow(Set.reduce(cells, cells, fn all, c -> Set.union(all, neighbours(c)) end), rounds - 1)
end

fn main() do
  let a = Set.from_list([5, 1, 4, 1, 5])
  let b = Set.add(Set.remove(a, 5), 5)
  println("${a} ${b} ${a == b} ${hash(a) == hash(b)} ${Set.add(a, 1)}")
  let c = Set.from_list([4, 9])
  println("${Set.union(a, c)} ${Set.intersection(a, c)} ${Set.difference(a, c)} ${Set.symmetric_difference(a, c)}")
  println("${Set.is_subset(Set.new(), c)} ${Set.is_subset(c, a)} ${Set.is_superset(a, Set.from_list([1, 5]))} ${Set.is_disjoint(a, Set.from_list([2]))}")
  println("${for n in 0..5 do Set.size(grow(Set.from_list([Cell { x: 0, y: 0 }]), n)) end}")
  println("${Set.from_list([Set.from_list([1, 2]), Set.from_list([2, 1]), Set.new()])}")
  println("${Set.from_list([Some("a"), None, Some("a")])} ${Set.map(a, fn n -> n % 2 end)} ${Set.partition(a, Int.is_odd)} ${Set.toggle(Set.toggle(c, 4), 4)}")
  let many = List.reduce(Range.to_list(0..3000), Set.new(), fn s, i ->
    let s = Set.add(s, i * 7 % 1000)
    if i % 3 == 0 do Set.remove(s, i) else s end
  end)
  println("${Set.size(many)} ${Set.first(many)} ${List.sum(Set.to_list(many))} ${List.take(Set.sort(many), 3)}")
end
