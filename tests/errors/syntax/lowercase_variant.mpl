type Size do
  small
  Large
end

fn main() do
  println("a")
end
