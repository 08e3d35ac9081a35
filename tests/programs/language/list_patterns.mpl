fn shape(xs :: List<Int>) -> String do
  case xs do
    [] -> "none"
    [a] -> "one ${a}"
    [a, b] -> "two ${a + b}"
    first :: rest -> "${first} then ${List.length(rest)}"
  end
end

fn rev(xs, acc) do
  case xs do
    [] -> acc
    h :: t -> rev(t, [h] ++ acc)
  end
end

fn main() do
  println("${shape([])}, ${shape([4])}, ${shape([4, 5])}, ${shape([1, 2, 3])}")
  println("${rev([1, 2, 3], [])} ${rev(["p", "q"], [])}")
end
