fn main() do
  let name = "Ida"
  let text = """
    Dear ${name},
      two blanks more, a "quote" and a \\ backslash.
    #{1 + 1} lines
    """
  println(text)
  println("tab\there \"q\" \\ \u{41} ${"in ${"ner"} text"} $5 #hash")
  println("${String.lines("a\r\nb\n\nc").inspect()}")
end
