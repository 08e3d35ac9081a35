fn main() do
  let a = Set.from_list([3, 1, 3, 2])
  println("${a} ${Set.size(a)} ${Set.contains(a, 2)} ${a == Set.from_list([1, 2, 3])} ${Set.add(a, 9)}")
end
