fn shift(c :: Int, by :: Int) -> Int do
  case c do
    65..91 -> 65 + Int.mod_floor(c - 65 + by, 26)
    97..123 -> 97 + Int.mod_floor(c - 97 + by, 26)
    _ -> c
  end
end

fn caesar(text :: String, by :: Int) -> String do
  String.from_codepoints(List.map(String.codepoints(text), fn c -> shift(c, by) end)) |> Option.unwrap()
end

fn main() do
  let secret = caesar("Hello, World! Zürich", 3)
  println("${secret} -> ${caesar(secret, -3)}")
end
