struct Peak do
  name :: String
  metres :: Int
end

fn main() do
  println("${List.sort([3, -1, 2])} ${List.sort(["b", "B", "a", "é"])} ${List.sort([[2], [1, 5], [1]])} ${List.sort([Some(1), None])}")
  println("${List.sort([4, 1, 3], fn a, b -> b - a end)} ${List.sort_with([4, 1, 3], Ordering.reversed(compare))}")
  let peaks = [Peak { name: "Ben", metres: 900 }, Peak { name: "Dun", metres: 850 }, Peak { name: "Cor", metres: 900 }]
  println(List.sort_by(peaks, fn p -> -p.metres end) |> List.map(fn p -> p.name end) |> List.join(" "))
  let low = List.min_by(peaks, fn p -> p.metres end) |> Option.map(fn p -> p.name end)
  let high = List.max_by(peaks, fn p -> p.metres end) |> Option.map(fn p -> p.name end)
  println("${low} ${high} ${List.min([3, 1, 2])} ${List.max(["a", "c", "b"])} ${List.min_max([4, -4, 0])} ${List.min([]) == Some(0)}")
  println("${List.is_sorted([1, 1, 2])} ${List.is_sorted([2, 1])} ${List.is_sorted(["only"])}")
end
