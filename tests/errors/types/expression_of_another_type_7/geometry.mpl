pub struct Tile do
  x :: Int
end
