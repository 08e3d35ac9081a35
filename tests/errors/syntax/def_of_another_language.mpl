function area(w) do
  w
end

fn main() do
  println("a")
end
