fn port(text :: String) -> Int? do
  let n = String.to_int(text)?
  Bool.to_option(n > 0 and n < 65536, n)
end

fn main() do
  let a = port("8080")
  let b = port("x")
  println("${a} ${b} ${port("70000")} ${Option.is_some(a)} ${Option.is_none(a)}")
  println("${Option.map(a, fn n -> n + 1 end)} ${Option.map_or(b, "none", Int.to_string)} ${Option.and_then(Some("12"), port)} ${Option.filter(a, Int.is_odd)}")
  println("${Option.fallback(b, Some(80))} ${Option.or_else(b, fn -> port("81") end)} ${Option.unwrap(a)} ${Option.expect(a, "no port")}")
  println("${Option.unwrap_or(b, 1)} ${Option.unwrap_or_else(b, fn -> 2 end)} ${Option.or_default(String.to_int("-"))}")
  println("${Option.ok_or(b, "bad port")} ${Option.ok_or_else(a, fn -> "bad port" end)} ${Option.contains(a, 8080)} ${Option.flatten(Some(Some(3)))}")
  println("${Option.zip(a, Some("tcp"))} ${Option.zip(a, b)} ${Option.to_list(a)} ${Option.to_list(b)}")
  println("${Option.all([Some(1), Some(2)])} ${Option.all([Some(1), None])} ${Option.all([]) == Some([1])} ${Option.values([None, Some("v")])}")
  println("${Option.each(a, fn n -> println("port ${n}") end)} ${Some(1) > None} ${Some("q").inspect()}")
end
