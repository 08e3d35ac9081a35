fn konst<T>(v :: T) -> T do
  1
end

fn main() do
  println("${konst(2)}")
end
