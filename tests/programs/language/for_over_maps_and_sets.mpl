fn main() do
  let stock = %{"oil" => 3, "rice" => 0, "tea" => 5}
  let low = for {name, n} in stock when n < 4 do
    "${name}:${n}"
  end
  let pairs = for entry in stock do
    entry
  end
  let lens = for w in Set.from_list(["aa", "b", "aa", "ccc"]) do
    String.length(w)
  end
  println("${low} ${pairs} ${lens}")
end
