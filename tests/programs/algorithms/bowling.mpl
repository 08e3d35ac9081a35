fn score(rolls :: List<Int>, frame :: Int) -> Int do
  if frame > 10 do
    0
  else
    case rolls do
      10 :: rest -> 10 + List.sum(List.take(rest, 2)) + score(rest, frame + 1)
      a :: b :: rest when a + b == 10 -> 10 + List.sum(List.take(rest, 1)) + score(rest, frame + 1)
      a :: b :: rest -> a + b + score(rest, frame + 1)
      _ -> List.sum(rolls)
    end
  end
end

fn main() do
  println("${score(List.repeat(10, 12), 1)} ${score(List.repeat(5, 21), 1)} ${score(List.repeat(1, 20), 1)}")
  println("${score([10, 7, 3, 9, 0, 10, 0, 8, 8, 2, 0, 6, 10, 10, 10, 8, 1], 1)}")
end
