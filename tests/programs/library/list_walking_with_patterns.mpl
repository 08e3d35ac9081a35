fn pairs(xs :: List<Int>) -> List<(Int, Int)> do
  case xs do
    a :: b :: rest -> List.prepend(pairs(rest), (a, b))
    _ -> []
  end
end

fn total(xs :: List<Int>, acc :: Int) -> Int do
  case xs do
    [] -> acc
    x :: rest -> total(rest, acc + x)
  end
end

fn main() do
  println("${pairs([1, 2, 3, 4, 5])}")
  let many = Range.to_list(0..300000)
  println("${total(many, 0)} ${List.length(many)}")
  let grown = Range.reduce(0..50000, [], fn acc, i -> List.append(acc, i * 2) end)
  println("${List.at(grown, -1)} ${List.length(grown)}")
end
