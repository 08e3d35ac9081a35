type Card do
  Num(Int)
  Joker
end

fn score(c :: Card?) -> String do
  case c do
    None -> "nothing"
    Some(Joker) -> "wild"
    Some(Num(1 | 11)) -> "ace"
    Some(Num(n) as card) when n > 9 -> "high ${card}"
    Some(Num(n)) -> "low ${n}"
  end
end

fn main() do
  for c in [None, Some(Joker), Some(Num(11)), Some(Num(12)), Some(Num(4))] do
    println(score(c))
  end
end
