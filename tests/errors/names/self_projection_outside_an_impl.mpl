fn f(a :: Self.Item) -> Int = 1

fn main() do
  println("x")
end
