struct Box do
  n :: Int
end

fn main() do
  let b = Box { n: 1,  n: 2 }
  println("${b.n}")
end
