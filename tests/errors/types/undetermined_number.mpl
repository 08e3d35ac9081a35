fn main() do
  let zs = for x in List.filter(Map.get(%{}, ""), fn y -> true end) when x < x do x * x end
  println("${zs}")
end
