struct Box do
  n :: Int
end

fn main() do
  let b = Box
  println("${b}")
end
