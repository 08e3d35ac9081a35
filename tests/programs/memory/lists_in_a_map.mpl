fn main() do
  let words = String.words("the cat and the dog and the bird")
  let by_length = List.reduce(words, %{}, fn m, w -> Map.push(m, String.length(w), w) end)
  println("${by_length}")
  let longer = Map.update(by_length, 3, fn ws -> List.append(ws, "end") end)
  println("${List.length(Map.get(longer, 3))} ${List.length(Map.get(by_length, 3))}")
  let many = List.reduce(List.generate(50000, fn i -> i end), %{}, fn m, i -> Map.push(m, i % 10, i) end)
  println("${List.map(Map.values(many), List.length)}")
end
