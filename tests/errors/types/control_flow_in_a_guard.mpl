fn ready(n :: Int) -> Bool!String do
  Ok(n > 1)
end

fn check(n :: Int) -> Int!String do
  case n do
    v when ready(n)? -> Ok(v)
    _ -> Ok(0)
  end
end

fn main() do
  println("${check(3)}")
end
