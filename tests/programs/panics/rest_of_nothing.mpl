fn second(xs :: List<Int>) -> Int do
  xs |> tail() |> head()
end

fn main() do
  println("${second([1, 2])}")
  println("${second([])}")
end
