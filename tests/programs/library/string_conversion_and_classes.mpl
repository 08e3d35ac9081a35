fn main() do
  println(String.from(12) <> String.from(0.5) <> String.from(false) <> String.from(:up))
  println("${String.to_int("12")} ${String.to_int(" -9 ")} ${String.to_int("1.0")} ${String.to_int("--1")} ${String.to_int("0x1f")} ${String.to_int("٣")}")
  println("${String.to_float("2")} ${String.to_float("1e400")} ${String.to_float("nan")} ${String.to_float(".")} ${String.to_float("-0")}")
  println("${String.to_bool("false")} ${String.to_bool("1")} ${String.to_bytes("añ")} ${String.to_bytes("")}")
  println("${String.is_ascii("tea!")} ${String.is_ascii("té")} ${String.is_ascii("")} ${String.is_alpha("té")} ${String.is_alpha("t2")} ${String.is_alpha("")}")
  println("${String.is_digit("042")} ${String.is_digit("٣")} ${String.is_alphanumeric("t2")} ${String.is_upper("ABC")} ${String.is_upper("AB C")} ${String.is_lower("abc")} ${String.is_whitespace(" \t")}")
  println("${String.length(String.unicode_version) > 4}")
end
