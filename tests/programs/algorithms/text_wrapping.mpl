fn wrap(text :: String, width :: Int) -> List<String> do
  let (lines, last) = List.reduce(String.words(text), ([], ""), fn state, word ->
    let (lines, line) = state
    if line == "" do
      (lines, word)
    else if String.length(line) + 1 + String.length(word) <= width do
      (lines, "${line} ${word}")
    else
      (List.append(lines, line), word)
    end
  end)
  if last == "" do lines else List.append(lines, last) end
end

fn justify(line :: String, width :: Int) -> String do
  let words = String.words(line)
  let gaps = List.length(words) - 1
  if gaps <= 0 do
    line
  else
    let blanks = width - List.sum(List.map(words, String.length))
    let parts = List.map_indexed(words, fn i, w ->
      if i == gaps do
        w
      else
        w <> String.repeat(" ", blanks / gaps + (if i < blanks % gaps do 1 else 0 end))
      end
    end)
    String.concat(parts)
  end
end

fn main() do
  let text = "The ferry leaves at noon; whoever is late waits for the evening boat, which is slower but never full."
  for line in wrap(text, 30) do
    println("|${String.pad_end(line, 30)}|${justify(line, 30)}|")
  end
  println("${wrap("", 10)} ${wrap("extraordinarily", 5)}")
end
