fn fails(n :: Int) -> Int!String = if n > 1 do Err("too much") else Ok(n) end

fn main() do
  println(Result.unwrap_err(fails(2)))
  println(Result.unwrap_err(fails(1)))
end
