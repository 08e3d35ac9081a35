fn main() do
  let s = "Gøteborg 🚋"
  println("${String.length(s)} ${String.byte_length(s)} ${String.is_empty(s)} ${String.is_empty("")} ${String.is_blank("\u{2003}\n")}")
  println("${String.at(s, 1)} ${String.at(s, -1)} ${String.at(s, 10)} ${String.at(s, -11)} ${String.codepoint_at(s, 1)} ${String.codepoint_at("", 0)}")
  println("[${String.slice(s, 1, 4)}] [${String.slice(s, -5, 2)}] [${String.slice(s, 4, 2)}] [${String.slice(s, 8, 99)}]")
  println("[${String.take(s, 3)}] [${String.drop(s, 9)}] [${String.take_end(s, 4)}] [${String.drop_end(s, 8)}] [${String.take(s, -1)}]")
  println("${String.split_at("carton", 3)} ${String.split_at("carton", 99).inspect()}")
  println("${String.chars("añ")} ${String.codepoints("añ")} ${String.from_codepoints([0x2603, 33])} ${String.from_codepoints([0xd800])}")
  let e = "e\u{301}"
  println("${String.length(e)} ${String.grapheme_length(e)} ${e == "é"} ${String.graphemes("👨‍👩‍👧🇳🇴\r\n") |> List.length()}")
  println("${String.reverse("añ")} ${String.length("👨‍👩‍👧")} ${String.byte_length("👨‍👩‍👧")}")
end
