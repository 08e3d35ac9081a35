fn parse_stop(text :: String) -> Int!String do
  case String.to_int(text) do
    Some(n) -> Ok(n)
    None -> Err("bad stop ${text}")
  end
end

fn distance(a :: String, b :: String) -> Int!String do
  let lo = parse_stop(a)?
  let hi = parse_stop(b)?
  if hi < lo do
    return Err("backwards")
  end
  Ok(hi - lo)
end

fn main() do
  println("${distance("3", "9")} ${distance("3", "x")} ${distance("9", "3")}")
end
