import Storge

fn main() do
  println("x")
end
