fn perms<T>(xs :: List<T>) -> List<List<T>> do
  case xs do
    [] -> [[]]
    _ -> List.flat_map(List.enumerate(xs), fn e ->
      let (i, x) = e
      List.map(perms(List.delete_at(xs, i)), fn p -> [x] ++ p end)
    end)
  end
end

fn subsets<T>(xs :: List<T>) -> List<List<T>> do
  case xs do
    [] -> [[]]
    x :: rest ->
      let others = subsets(rest)
      others ++ List.map(others, fn s -> [x] ++ s end)
  end
end

fn main() do
  println("${perms([1, 2, 3])}")
  println("${List.length(perms(["a", "b", "c", "d", "e"]))} ${perms([1, 2, 3]) == List.permutations([1, 2, 3])}")
  println("${subsets(["x", "y", "z"])}")
end
