fn grams(text :: String) -> Float!String do
  case String.strip_suffix(text, "g") do
    Some(n) -> Option.ok_or(String.to_float(n), "not a number: ${n}")
    None -> Err("no unit: ${text}")
  end
end

fn main() do
  let good = grams("12.5g")
  let bad = grams("12.5")
  println("${good} ${bad} ${grams("xg")} ${Result.is_ok(good)} ${Result.is_err(good)}")
  println("${Result.map(good, Math.round)} ${Result.map_err(bad, String.length)} ${Result.map_or(bad, 0.0, identity)} ${Result.unwrap(good)} ${Result.unwrap_err(bad)}")
  println("${Result.and_then(Ok("3g"), grams)} ${Result.or_else(bad, fn e -> grams("1g") end)} ${Result.expect(good, "scale")} ${Result.unwrap_or(bad, 0.5)}")
  println("${Result.unwrap_or_else(bad, fn e -> Int.to_float(String.length(e)) end)} ${Result.or_default(Bytes.to_utf8(Bytes.from_list([200]))).inspect()} ${Result.or_default(good)}")
  println("${Result.ok(bad)} ${Result.err(bad)} ${Result.ok(good)} ${Ok(1).inspect()} ${bad.inspect()}")
end
