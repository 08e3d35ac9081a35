fn twins<T>(a :: T, b :: T) -> Bool where T: Display do
  a == b
end

fn main() do
  println("${twins(1, 1)}")
end
