fn bump(n :: Int) -> Int!String do
  let m = n?
  Ok(m + 1)
end

fn main() do
  println("${bump(1)}")
end
