type Parcel do
  Sent(carrier :: String, Int)
end

fn main() do
  println("x")
end
