struct Cell do
  x :: Int
  y :: Int
end

fn main() do
  let grid = %{Cell { x: 0, y: 1 } => "wall", Cell { x: 2, y: 2 } => "door"}
  println(Map.get(grid, Cell { x: 2, y: 2 }))
  println("${Map.has_key(grid, Cell { x: 1, y: 0 })} ${hash(7) == hash(7)} ${hash("a") == hash("b")}")
end
