fn f<T>(a :: T) -> String where T: Dispaly = "x"

fn main() do
  println("x")
end
