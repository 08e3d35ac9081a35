let x = if 1 < 2 do
  return 1
else
  2
end

fn main() do
  println("${x}")
end
