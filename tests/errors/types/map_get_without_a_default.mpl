type Gear do
  Park
  Drive(Int)
end

fn main() do
  let m = %{1 => Park}
  let g = Map.get(m, 1)
  println("${g}")
end
