impl Add for String do
  type Output = String
  fn add(self, other) -> String do
    self <> other
  end
end

fn main() do
  println("x")
end
