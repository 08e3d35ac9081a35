struct Van do
  seats :: Int
end

fn main() do
  let v = Van { seat: 4 }
  println("${v}")
end
