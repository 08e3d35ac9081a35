fn f(a :: Self) -> Int = 1

fn main() do
  println("x")
end
