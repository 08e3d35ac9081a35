fn main() do
  if true do
    println("a")
end

fn other() do
  1
end
