fn risky(n :: Int) -> Int!String do
  Ok(n)
end

fn plain() -> Int do
  risky(2)?
end

fn main() do
  println("${plain()}")
end
