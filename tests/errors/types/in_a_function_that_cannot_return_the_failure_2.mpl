struct Fault do
  code :: Int
end

fn risky() -> Int!String do
  Ok(1)
end

fn outer() -> Int!Fault do
  let n = risky()?
  Ok(n)
end

fn main() do
  case outer() do
    Ok(n) -> println("${n}")
    Err(f) -> println("${f.code}")
  end
end
