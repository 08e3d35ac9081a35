fn main() do
  let depths = [12, 40, 7, 40, 23]
  let deep = fn d -> d > 20 end
  println("${List.contains(depths, 7)} ${List.contains(["tea"], "te")} ${List.index_of(depths, 40)} ${List.index_of(depths, 1)}")
  println("${List.find(depths, deep)} ${List.find_last(depths, deep)} ${List.find_index(depths, deep)} ${List.find(depths, fn d -> d > 99 end)}")
  println("${List.find_map(["a", "b4", "6"], String.to_int)} ${List.count(depths, deep)}")
  println("${List.any(depths, deep)} ${List.all(depths, deep)} ${List.any([], deep)} ${List.all([], deep)}")
  println("${List.starts_with(depths, [12, 40])} ${List.ends_with(depths, [23])} ${List.ends_with([1], [0, 1])} ${List.starts_with([1], [])}")
  let sorted = List.sort(depths)
  println("${sorted} ${List.binary_search(sorted, 40)} ${List.binary_search(sorted, 8)} ${List.binary_search(sorted, 99)} ${List.binary_search([], 1)}")
  println("${List.binary_search_by(["a", "bb", "dddd"], fn s -> compare(String.length(s), 3) end)}")
end
