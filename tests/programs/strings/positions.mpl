# Positions count code points; spans are cut to the text.
fn main() do
  let s = "aé☃𝄞z"
  println("${s.length()} ${s.byte_length()}")
  for i in -6..6 do
    print("${String.at(s, i)} ")
  end
  println("")
  println("${for i in 0..6 do String.take(s, i) <> "|" <> String.drop(s, i) end}")
  println("${for i in 0..6 do String.take_end(s, i) <> "|" <> String.drop_end(s, i) end}")
  println("[${String.slice(s, 1, 3)}] [${String.slice(s, -5, 2)}] [${String.slice(s, 3, 1)}] [${String.slice(s, 4, 99)}]")
  println("${String.codepoints(s)} ${String.from_codepoints([0x1d11e, 33])} ${String.from_codepoints([0xd800])} ${String.from_codepoints([])}")
  println("${String.reverse(s)} ${String.split_at(s, 2)} ${String.codepoint_at(s, 3)} ${String.codepoint_at(s, 5)}")
  println("${String.index_of(s, "𝄞")} ${String.index_of(s, "")} ${String.index_of(s, "z", 4)} ${String.index_of(s, "a", 1)} ${String.last_index_of(s, "☃")} ${String.index_of(s, "z", -3)}")
  let zero = "a\u{0}b"
  println("${zero.length()} ${zero.inspect()} ${zero == "a"} ${String.split(zero, "\u{0}")}")
  println("${"é" == "e\u{301}"} ${"e\u{301}".length()} ${String.grapheme_length("e\u{301}🇫🇷👩‍👩‍👧\r\n")} ${String.graphemes("🇫🇷🇩🇪x")}")
end
