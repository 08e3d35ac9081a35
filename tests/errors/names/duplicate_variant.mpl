type Gate do
  Open
  Open
end

fn main() do
  println("x")
end
