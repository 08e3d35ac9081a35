fn main() do
  -- says hello
  println("a")
end
