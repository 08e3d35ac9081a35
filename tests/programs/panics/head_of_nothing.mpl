fn first(xs :: List<Int>) -> Int = List.head(xs)

fn main() do
  println("${first([4])}")
  println("${first([])}")
end
