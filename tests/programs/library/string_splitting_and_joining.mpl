fn main() do
  println(String.split("a,b,,c,", ",").inspect())
  println(String.split("", ",").inspect() <> " " <> String.split("añ", "").inspect() <> " " <> String.split("abc", "abc").inspect())
  println(String.split("a:b:c:d", ":", 2).inspect() <> " " <> String.split("a:b", ":", 0).inspect() <> " " <> String.split("a:b", ":", 9).inspect())
  println(String.words("\tto  be\u{a0}or not ").inspect() <> " " <> String.words("  ").inspect())
  println(String.lines("one\ntwo\r\n\nfour").inspect() <> " " <> String.lines("x\n").inspect() <> " " <> String.lines("").inspect())
  println(String.join(["nut", "oil"], " & ") <> "|" <> String.join(["solo"], ", ") <> "|" <> String.join([], ", "))
  println(String.concat(["Ab", "", "ra"]) <> String.repeat("-=", 3) <> String.repeat("x", 0) <> String.repeat("x", -2))
  println(Iter.from(["p", "q", "r"]) |> Iter.take(2) |> String.collect())
  println(["4", "8", "15"] |> List.filter_map(String.to_int) |> List.map(fn n -> n * 2 end) |> List.join("+"))
end
