# Reads a text and counts lines, words and characters.
fn main() do
  let lines = List.collect(IO.lines())
  let words = List.flat_map(lines, String.words)
  println("${List.length(lines)} lines, ${List.length(words)} words, ${List.sum(List.map(lines, String.length))} characters")
  for (word, n) in Map.filter(List.frequencies(words), fn _, n -> n > 1 end) do
    println("${word} ${n}")
  end
end
