fn best(scores :: List<Int>) -> Int do
  scores |> List.filter(fn s -> s > 50 end) |> List.sort() |> List.last()
end

fn main() do
  println("${best([70, 10, 60])}")
  println("${best([1, 2])}")
end
