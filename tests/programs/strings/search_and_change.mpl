fn main() do
  let s = "one two two three"
  println("${String.index_of(s, "two")} ${String.last_index_of(s, "two")} ${String.index_of(s, "two", 5)} ${String.count(s, "two")}")
  println("${String.replace(s, "two", "2")} | ${String.replace_first(s, "two", "2")} | ${String.replace(s, "", "-") |> String.length()}")
  println("${String.split(s, " ")} ${String.split(s, " ", 2)} ${String.split("", ",").inspect()} ${String.split(",a,", ",").inspect()}")
  println("${String.split_once(s, " ")} ${String.strip_prefix(s, "one ")} ${String.strip_suffix(s, "x")}")
  println("${String.take(s, 3)}|${String.drop(s, 14)}|${String.take_end(s, 5)}|${String.slice(s, 4, 7)}|${String.slice(s, 9, 4)}|")
  println("${String.words("  a  b\tc\n")} ${String.capitalize("été")} ${String.truncate(s, 8, "…")}")
  println("${String.starts_with(s, "one")} ${String.ends_with(s, "")} ${String.contains(s, "tee")} ${String.is_blank(" \t")}")
end
