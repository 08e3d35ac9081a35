fn f(xs :: List<Int?>) -> Int do
  case xs do
    [] -> 0
    None :: _ -> 1
  end
end

fn main() do
  println("${f([])}")
end
