struct Van do
  plate :: String
  seats :: Int
end

fn main() do
  let v = Van { plate: "KX" }
  println(v.plate)
end
