fn kind(n :: Int) -> String do
  case n do
    v when v % 15 == 0 -> "both"
    v when v % 3 == 0 or v % 5 == 0 -> "one"
    _ -> "neither"
  end
end

fn main() do
  println("${List.map(Range.to_list(14..19), kind)}")
end
