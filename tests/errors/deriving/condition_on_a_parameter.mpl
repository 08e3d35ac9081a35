struct Box<T> do
  item :: T
end

fn main() do
  let a = Box { item: fn -> 1 end }
  let b = a
  println("${a == b}")
end
