fn middle(xs :: List<Int>) -> String do
  let i = List.length(xs) / 2 + 1
  let text = List.get(xs, i) |> Int.to_string()
  "middle+1: ${text}"
end

fn main() do
  println(middle([4, 5, 6]))
  println(middle([4, 5]))
end
