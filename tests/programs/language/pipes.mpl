fn scale(v :: Int, by :: Int) -> Int do
  v * by - 1
end

fn wrap(l :: String, mid :: String, r :: String) -> String do
  l <> mid <> r
end

fn main() do
  println("${7 |> scale(3)} ${2 |2> scale(10)}")
  println("mesh" |> String.to_upper |2> wrap("<", ">"))
  let text = [4, 1, 3]
    |> List.map(fn v -> v * v end)
    |> List.filter(fn v -> v > 1 end)
    |> to_string
  println(text)
end
