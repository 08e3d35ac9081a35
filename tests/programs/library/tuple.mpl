fn main() do
  let t = (7, "sea", 2.5)
  println("${Tuple.first(t)} ${Tuple.second(t)} ${Tuple.third(t)} ${Tuple.nth(t, 1)} ${Tuple.size(t)} ${t} ${t.inspect()}")
  let p = ("lat", 59)
  println("${Tuple.swap(p)} ${Tuple.map_first(p, String.to_upper)} ${Tuple.map_second(p, fn n -> n + 1 end)}")
  println("${Tuple.apply((2, 5), fn a, b -> a * b end)} ${Tuple.to_list((3, 4))} ${(1, "b") < (1, "c")} ${(2, 0) == (2, 0)}")
  let best = List.zip(["a", "b"], [4, 9]) |> List.max_by(fn ((k, n)) -> n end)
  println("${best}")
end
