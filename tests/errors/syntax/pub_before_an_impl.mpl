interface Named do
  fn name(self) -> String
end

pub impl Named for Int do
  fn name(self) -> String = "int"
end

fn main() do
  println(1.name())
end
