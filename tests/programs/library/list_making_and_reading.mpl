fn main() do
  let none :: List<Int> = List.new()
  println("${none} ${List.is_empty(none)} ${List.length([4, 5])} ${List.repeat("x", 3)} ${List.repeat(0, -1)}")
  println("${List.generate(5, fn i -> 10 - i end)} ${Iter.from([1, 2, 3]) |> Iter.map(fn n -> n * 7 end) |> List.collect()}")
  let halves = List.unfold(20, fn n -> Bool.to_option(n > 0, (n, n / 2)) end)
  println("${halves} ${List.get(halves, 1)} ${List.nth(halves, 4)} ${halves[0]}")
  println("${List.at(halves, -1)} ${List.at(halves, 5)} ${List.at(halves, -6)} ${List.first(none)} ${List.first(halves)}")
  println("${List.head(halves)} ${List.tail([1])} ${List.last(halves)} ${List.split_first(none)}")
  println("${List.split_first([1, 2, 3])} ${List.split_last([1, 2, 3])} ${List.split_last(["one"])}")
  println("${[1, 2] == [1, 2]} ${[2] > [1, 9]} ${[1] < [1, 0]} ${[["a"], []].inspect()}")
end
