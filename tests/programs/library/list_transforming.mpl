fn main() do
  let names = ["Ada", "Bo"]
  println("${List.map(names, String.length)} ${List.map_indexed(names, fn i, s -> "${i + 1}.${s}" end)} ${List.enumerate(names)}")
  println("${List.flat_map(names, String.chars)} ${List.flatten([[1, 2], [], [3]])} ${List.join(names, " and ")}")
  println("${List.zip(names, [1, 2, 3])} ${List.zip_with([1, 2], [0.5, 0.25], fn n, w -> Int.to_float(n) * w end)}")
  println("${List.unzip([("x", 1), ("y", 2)])} ${List.transpose([[1, 2], [3], [4, 5, 6]])}")
  println("${List.each(names, fn s -> println("hi ${s}") end)}")
  let (total, shares) = List.map_accum([10, 20, 30], 0, fn acc, n -> (acc + n, acc) end)
  println("${total} ${shares} ${List.scan([3, 1, 4], 0, fn acc, n -> acc + n end)} ${List.scan([5, 2, 8], 0, max)}")
  println("${List.permutations(["a", "b", "c"]) |> List.map(String.concat)}")
  println("${List.combinations([1, 2, 3, 4], 2)} ${List.combinations([1], 2)} ${List.combinations([1], 0)} ${List.permutations([1]) |> List.length()}")
end
