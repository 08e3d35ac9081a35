from Geometry import Tile

fn shout(s :: String) -> String do
  s
end

fn main() do
  let t = Tile { x: 1 }
  println(shout(t))
end
