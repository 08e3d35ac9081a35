fn main() do
  println("${String.replace("1-800-555", "-", "")} ${String.replace("aaa", "aa", "b")} ${String.replace("ab", "", ".")} ${String.replace_first("1-800-555", "-", "/")}")
  println("[${String.trim("\t tram \r\n")}] [${String.trim_start("  tram ")}] [${String.trim_end("  tram ")}] [${String.trim("\u{3000}x\u{a0}")}]")
  println("[${String.trim("xyxhixy", "xy")}] [${String.trim_start("0042", "0")}] [${String.trim_end("4200", "0")}] [${String.trim(" a ", "")}]")
  println("${String.to_upper("weiß ﬁx")} ${String.to_lower("ÅNGSTRÖM ΟΔΟΣ")} ${String.capitalize("ñANDÚ")} [${String.capitalize("")}]")
  println("[${String.pad_start("42", 5)}] [${String.pad_start("42", 5, "0")}] [${String.pad_start("42", 1)}] [${String.pad_start("42", 5, "")}]")
  println("[${String.pad_end("ab", 4)}] [${String.pad_end("ab", 7, "-=")}] [${String.pad_both("ab", 5)}] [${String.pad_both("ab", 7, "<>")}]")
  println("${String.truncate("Sandhamn", 5, "…")} ${String.truncate("Sand", 5, "…")} [${String.truncate("Sandhamn", 2, "....")}]")
  println(String.format("{} of {}, {0} again {{ok}}", ["one", "two"]))
  println(String.format("{2}{1}{0}", ["c", "b", "a"]) <> String.format("", []))
end
