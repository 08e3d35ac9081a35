struct Point do
  x :: Int
  y :: Int
end deriving(Eq, Ord, Hash, Display)

type Key do
  Name(String)
  At(Point)
end deriving(Eq, Hash, Display)

fn main() do
  let m = %{Name("a") => 1, At(Point { x: 1, y: 2 }) => 2, Name("a") => 3}
  println("${m} ${Map.get(m, At(Point { x: 1, y: 2 }))} ${Map.has_key(m, Name("b"))}")
  let visited = List.reduce([(0, 0), (1, 0), (0, 0)], Set.new(), fn s, p ->
    let (x, y) = p
    Set.add(s, Point { x: x, y: y })
  end)
  println("${visited} ${List.sort(Set.to_list(visited)) |> List.last()}")
end
