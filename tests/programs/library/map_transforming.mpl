fn main() do
  let wind = %{"Oslo" => 12, "Bergen" => 31, "Roros" => 8}
  println("${Map.map_values(wind, fn n -> Int.to_float(n) / 2.0 end)} ${Map.map_keys(wind, fn k -> String.take(k, 1) end)}")
  println("${Map.filter(wind, fn k, v -> v > 10 end)} ${Map.reject(wind, fn k, v -> v > 10 end)} ${Map.partition(wind, fn k, v -> String.length(k) == 4 end)}")
  println("${Map.reduce(wind, 0, fn acc, k, v -> acc + String.length(k) * v end)} ${Map.count(wind, fn k, v -> v < 20 end)}")
  println("${Map.any(wind, fn k, v -> v == 8 end)} ${Map.all(wind, fn k, v -> v > 8 end)} ${Map.find(wind, fn k, v -> v > 20 end)}")
  println("${Map.min_by(wind, fn k, v -> v end)} ${Map.max_by(wind, fn k, v -> k end)}")
  println("${Map.each(wind, fn k, v -> print("${k}=${v};") end)}")
  for {city, v} in wind when v > 10 do
    println("${city}: ${v}")
  end
end
