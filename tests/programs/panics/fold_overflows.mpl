fn main() do
  println("${List.sum([Int.max, -1, 1])}")
  println("${List.product([3037000500, 3037000500])}")
end
