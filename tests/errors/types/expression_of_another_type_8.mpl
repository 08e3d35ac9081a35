fn main() do
  let side :: String = :left
  println(side)
end
