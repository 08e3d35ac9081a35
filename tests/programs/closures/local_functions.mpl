fn evens(n :: Int) -> List<Int> do
  let limit = n
  fn go(i, acc) do
    if i > limit do
      acc
    else
      go(i + 2, List.append(acc, i))
    end
  end
  go(0, [])
end

fn classify(xs :: List<Int>) -> String do
  let name = fn 0 -> "zero" | n when n < 0 -> "negative" | _ -> "positive" end
  List.join(List.map(xs, name), " ")
end

fn main() do
  println("${evens(10)}")
  println(classify([0, -4, 9]))
  let add = fn a, b -> a + b end
  println("${List.reduce([1, 2, 3], 0, add)} ${[4, 5] |> List.map(fn x -> add(x, 1) end)}")
end
