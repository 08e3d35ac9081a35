fn sorted(xs :: List<Int>) -> List<Int> do
  case xs do
    [] -> []
    pivot :: rest ->
      let (small, large) = List.partition(rest, fn x -> x < pivot end)
      sorted(small) ++ [pivot] ++ sorted(large)
  end
end

fn main() do
  println("${sorted([5, 3, 9, 1, 5, 0, -2, 8])}")
  println("${sorted([])} ${sorted([1])}")
  let many = List.generate(1000, fn i -> (i * 7919) % 1009 end)
  println("${List.is_sorted(sorted(many))} ${List.length(sorted(many))} ${sorted(many) == List.sort(many)}")
end
