type Gear do
  Park
  Drive(Int)
end

fn main() do
  let g = Gear.Parc
  println("${g}")
end
