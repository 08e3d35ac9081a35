fn area(w :: Int)

fn main() do
  println("a")
end
