fn main() do
  let stock = Map.new() |> Map.put("tea", 4) |> Map.put("rice", 9) |> Map.put("tea", 5)
  println("${stock} ${Map.size(stock)} ${Map.is_empty(stock)} ${Map.get(stock, "tea")} ${Map.get(stock, "salt")} ${stock["rice"]}")
  println("${Map.fetch(stock, "rice")} ${Map.fetch(stock, "salt")} ${Map.get_or(stock, "salt", -1)} ${Map.has_key(stock, "salt")}")
  println("${Map.has_value(stock, 9)} ${Map.key_of(stock, 9)} ${Map.key_of(stock, 1)} ${Map.put_new(stock, "tea", 0) == stock}")
  println("${Map.delete(stock, "tea") |> Map.put("tea", 1)} ${Map.delete(stock, "salt") == stock} ${Map.delete_all(stock, ["tea", "x"])}")
  println("${Map.select(stock, ["rice", "salt", "tea"])} ${Map.pop(stock, "rice")} ${Map.pop(stock, "salt")}")
  println("${Map.update(stock, "tea", fn n -> n * 2 end)} ${Map.update(stock, "salt", fn n -> n * 2 end)}")
  println("${Map.upsert(stock, "salt", 1, fn n -> n + 1 end)} ${Map.upsert(stock, "tea", 1, fn n -> n + 1 end)}")
  let trim = fn o -> Option.filter(o, fn n -> n > 6 end) end
  println("${Map.alter(stock, "tea", trim)} ${Map.alter(stock, "rice", trim)} ${Map.increment(stock, "oil", 3)}")
end
