# Parameters that are only looked at are borrowed: no counts at all.
struct Point do
  name :: String
  x :: Int
end

fn label(p :: Point, wide :: Bool) -> Int do
  if wide do
    String.length(p.name) + p.x
  else
    p.x
  end
end

fn main() do
  let p = Point { name: "north", x: List.length(Env.params()) }
  println("${label(p, true) + label(p, false)} ${p.name}")
end
