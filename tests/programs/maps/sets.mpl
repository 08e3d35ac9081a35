fn main() do
  let a = Set.from_list([3, 1, 2, 3])
  let b = Set.from_list([2, 4])
  println("${a} ${Set.size(a)} ${Set.contains(a, 2)} ${Set.to_list(Set.add(a, 0))}")
  println("${Set.union(a, b)} ${Set.intersection(a, b)} ${Set.difference(a, b)}")
  println("${Set.is_subset(Set.from_list([1]), a)} ${Set.from_list([1, 2]) == Set.from_list([2, 1])}")
  println("${Set.remove(a, 1)} ${List.length(for x in a do x end)}")
end
