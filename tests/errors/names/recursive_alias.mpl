type Tree = List<Tree>

fn main() do
  println("x")
end
