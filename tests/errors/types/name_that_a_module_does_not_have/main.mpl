from Depot import close

fn main() do
  println("x")
end
