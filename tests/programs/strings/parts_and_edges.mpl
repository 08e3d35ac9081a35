# Splitting, joining, replacing and trimming at their edges.
fn main() do
  println("${String.split("", ",").inspect()} ${String.split(",", ",").inspect()} ${String.split("abc", "").inspect()} ${String.split("aXXbXX", "XX").inspect()}")
  println("${String.split("aaa", "aa").inspect()} ${String.split("a,b,c", ",", 1).inspect()} ${String.split("a,b,c", ",", 2).inspect()} ${String.split("a,b,c", ",", 9).inspect()}")
  println("${String.split_once("nosep", "=")} ${String.split_once("=x", "=").inspect()} ${String.split_once_end("a.b.c", ".").inspect()}")
  println("${String.words("").inspect()} ${String.words(" \u{a0}one\u{2003}two\t").inspect()} ${String.lines("").inspect()} ${String.lines("\n").inspect()} ${String.lines("a\rb\r\n").inspect()}")
  println("${String.join([], ",").inspect()} ${String.join(["x"], ",")} ${String.join(["", ""], ",")} ${String.concat(["a", "", "b"])}")
  println("${String.replace("aaaa", "aa", "b")} ${String.replace("ab", "", "-")} ${String.replace("abc", "x", "y")} ${String.replace("a.b", ".", "")} ${String.replace_first("aa", "a", "aa")}")
  println("${String.count("aaaa", "aa")} ${String.count("ab", "")} ${String.contains("abc", "")} ${String.starts_with("é", "\u{65}")}")
  println("${String.trim("\u{3000}x\u{2029}").inspect()} ${String.trim("xxabxx", "x")} ${String.trim("abba", "ab").inspect()} ${String.trim_start("  a ").inspect()} ${String.trim_end("a..", ".")}")
  println("${String.pad_start("é", 4, "ab")} ${String.pad_end("é", 4, "ab")} ${String.pad_both("x", 6, "-")} ${String.pad_both("x", 5, "ab")} ${String.pad_start("long", 2)} ${String.pad_end("a", 3, "").inspect()}")
  println("${String.truncate("abcdef", 4, "..")} ${String.truncate("abcdef", 1, "..")} ${String.truncate("abc", 3, "..")} ${String.truncate("abc", -1, "..").inspect()}")
  println("${String.strip_prefix("prefix", "pre")} ${String.strip_suffix("a.mpl", ".mpl")} ${String.strip_prefix("a", "ab")} ${String.strip_suffix("a", "")}")
  println("${String.repeat("ab", 0).inspect()} ${String.repeat("é", 3)} ${String.repeat("x", -4).inspect()}")
  println("${String.to_upper("straße ŉ ﬁ")} ${String.to_lower("ΣΑΣ İ")} ${String.capitalize("ǆabC")} ${String.equals_ignore_case("Straße", "STRASSE")}")
  println(String.format("{} {1} {} {{{0}}}", ["a", "b"]))
end
