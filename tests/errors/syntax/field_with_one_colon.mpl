struct P do
  x: Int
end

fn main() do
  println("a")
end
