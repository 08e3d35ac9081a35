fn parse(t :: String) -> Int!String = Option.ok_or(String.to_int(t), "bad ${t}")

fn main() do
  println("${Result.map(parse("4"), fn n -> n + 1 end)} ${Result.map_err(parse("x"), String.to_upper)}")
  println("${Result.and_then(parse("4"), fn n -> if n > 3 do Ok(n) else Err("small") end end)} ${Result.unwrap_or(parse("y"), 0)}")
  println("${Result.ok(parse("7"))} ${Result.err(parse("7"))} ${Result.is_ok(parse("z"))}")
  println("${Option.map(Some(3), fn n -> n * n end)} ${Option.filter(Some(3), fn n -> n > 5 end)} ${Option.or_else(None, fn -> Some(1) end)}")
  println("${Option.unwrap_or(None, "none")} ${Option.zip(Some(1), Some("a"))} ${Some(2) == Some(2)} ${None < Some(0)}")
  println("${List.try_map(["1", "2"], parse)} ${List.try_map(["1", "q", "r"], parse)}")
end
