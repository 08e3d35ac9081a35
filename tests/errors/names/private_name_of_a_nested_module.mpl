module Safe do
  pub fn open() -> Int = secret()
  fn secret() -> Int = 7
end

fn main() do
  println("${Safe.open()}")
  println("${Safe.secret()}")
end
