fn main() do
  let a = Set.from_list([3, 1, 3, 2])
  let b = Set.new() |> Set.add(2) |> Set.add(9) |> Set.add(2)
  println("${a} ${b} ${Set.size(a)} ${Set.is_empty(b)} ${Set.contains(a, 9)} ${Set.to_list(a)} ${Set.first(a)}")
  println("${Set.union(a, b)} ${Set.intersection(a, b)} ${Set.difference(a, b)} ${Set.symmetric_difference(a, b)}")
  println("${Set.union_all([a, b, Set.from_list([0])])} ${Set.add_all(a, [7, 1])} ${Set.remove_all(a, [7, 1])} ${Set.remove(a, 3)}")
  println("${Set.toggle(a, 1)} ${Set.toggle(a, 5)} ${Set.is_subset(Set.from_list([1]), a)} ${Set.is_superset(a, b)} ${Set.is_disjoint(a, Set.from_list([8]))}")
  println("${Set.map(a, fn n -> n % 2 end)} ${Set.filter(a, Int.is_odd)} ${Set.reject(a, Int.is_odd)} ${Set.partition(a, fn n -> n > 1 end)}")
  println("${Set.reduce(a, 100, fn acc, n -> acc - n end)} ${Set.any(a, Int.is_even)} ${Set.all(a, Int.is_even)} ${Set.count(a, Int.is_odd)} ${Set.find(a, fn n -> n < 3 end)}")
  println("${Set.each(a, fn n -> print("<${n}>") end)} ${Set.sort(a)} ${a == Set.from_list([1, 2, 3])} ${Iter.from("tat" |> String.chars()) |> Set.collect()}")
  for n in a do
    print("${n} ")
  end
  println("${Set.from_list(["x"]).inspect()} ${Set.from_list([]) == a}")
end
