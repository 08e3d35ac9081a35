struct Van do
  seats :: Int
end

fn main() do
  let v = Van { seats: 4 }
  println("${v.wheels}")
end
