fn f<T>(a :: T) -> Int where U: Eq = 1

fn main() do
  println("x")
end
