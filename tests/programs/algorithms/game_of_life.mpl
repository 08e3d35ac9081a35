type Cells = Set<(Int, Int)>

fn neighbours(c :: (Int, Int)) -> List<(Int, Int)> do
  let (x, y) = c
  [
    (x - 1, y - 1), (x, y - 1), (x + 1, y - 1),
    (x - 1, y), (x + 1, y),
    (x - 1, y + 1), (x, y + 1), (x + 1, y + 1)
  ]
end

fn step(alive :: Cells) -> Cells do
  let counts = List.frequencies(List.flat_map(Set.to_list(alive), neighbours))
  let next = Map.filter(counts, fn cell, n -> n == 3 or (n == 2 and Set.contains(alive, cell)) end)
  Set.from_list(Map.keys(next))
end

fn show(alive :: Cells, width :: Int, height :: Int) do
  for y in 0..height do
    println(String.concat(List.generate(width, fn x -> if Set.contains(alive, (x, y)) do "#" else "." end end)))
  end
  println("")
end

fn main() do
  let glider = Set.from_list([(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)])
  show(glider, 5, 5)
  show(step(glider), 5, 5)
  let later = Iter.iterate(glider, step) |> Iter.at(8)
  show(Option.unwrap(later), 5, 5)
end
