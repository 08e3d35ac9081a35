enum Shape do
  Dot
end

fn main() do
  println("a")
end
