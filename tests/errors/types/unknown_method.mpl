fn main() do
  let s = "tram"
  println("${s.lenght()}")
end
