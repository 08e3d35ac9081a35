fn main() do
  let nums = Iter.from([1, 2, 3, 4, 5, 6])
  let evens = nums |> Iter.filter(fn n -> n % 2 == 0 end)
  println("${evens |> Iter.count()} ${evens |> Iter.sum()} ${nums |> Iter.take(2) |> List.collect()}")
  let m = Iter.from(["a", "b"]) |> Iter.zip(Iter.from([1, 2, 3])) |> Map.collect()
  println("${m}")
end
