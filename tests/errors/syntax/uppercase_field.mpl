struct P do
  Name :: String
end

fn main() do
  println("a")
end
