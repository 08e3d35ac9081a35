fn main() do
  let s = "la banane bananière"
  println("${String.contains(s, "nan")} ${String.contains(s, "")} ${String.contains("", "x")}")
  println("${String.starts_with(s, "la ")} ${String.ends_with(s, "ère")} ${String.ends_with(s, "")}")
  println("${String.index_of(s, "an")} ${String.index_of(s, "an", 5)} ${String.index_of(s, "zz")} ${String.index_of("ñandú", "d")} ${String.index_of("ab", "")}")
  println("${String.last_index_of(s, "an")} ${String.count(s, "an")} ${String.count("aaaa", "aa")} ${String.count("ab", "")}")
  println("${String.split_once("path=a=b", "=")} ${String.split_once("path", "=")} ${String.split_once_end("x.tar.gz", ".")}")
  println("${String.strip_prefix("re: tea", "re: ")} ${String.strip_prefix("tea", "re: ")} ${String.strip_suffix("note.txt", ".txt")}")
  println("${String.equals_ignore_case("ΣΊΣΥΦΟΣ", "σίσυφος")} ${String.equals_ignore_case("a", "b")} ${"Zebra" < "apple"} ${"a" < "ab"}")
end
