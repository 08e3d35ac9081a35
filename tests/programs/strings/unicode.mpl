fn main() do
  let s = "naïve 🦊 e\u{301}"
  println("${String.length(s)} ${String.byte_length(s)} ${String.grapheme_length(s)}")
  println("${String.at(s, 2)} ${String.slice(s, 6, 7)} ${String.graphemes("e\u{301}🇨🇭")}")
  println("${String.reverse("añb")} ${String.to_upper("straße ñ")} ${String.to_lower("ÀÉ")}")
  println("${String.index_of("日本語", "語")} ${String.split("a→b→c", "→")}")
  println("[${String.trim("\u{a0} x \u{3000}")}] [${String.pad_start("é", 3, "·")}]")
  println("${String.codepoints("aé🦊")} ${"é" == "e\u{301}"} ${"Z" < "a"}")
end
