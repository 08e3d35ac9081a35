fn fence(rows :: List<String>, acc :: String) -> String do
  case rows do
    [] -> acc
    r :: rest -> fence(rest, acc <> "|" <> r)
  end
end

fn main() do
  println(fence(["a", "b", "c"], "") <> "|")
  let csv = List.map([[1, 2], [30, 4]], fn row -> List.join(row, ";") end) |> String.join("\n")
  println(csv)
  let long = Range.reduce(0..100000, "", fn acc, i -> acc <> Int.to_string(i % 10) end)
  println("${String.length(long)} ${String.slice(long, 99995, 100000)}")
  let bar = fn n, w -> String.pad_end(String.repeat("#", n), w, ".") end
  println("[${bar(3, 8)}] [${bar(8, 8)}]")
end
