type Gear do
  Park
  Drive(Int)
end

fn main() do
  let g = Drive(1)
  let n = case g do
    Parc -> 0
    Drive(k) -> k
    _ -> 1
  end
  println("${n}")
end
