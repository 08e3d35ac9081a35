fn second(xs :: List<Int>) -> Int? do
  case xs do
    _ :: y :: _ -> Some(y)
    _ -> None
  end
end

fn sum_seconds(a :: List<Int>, b :: List<Int>) -> Int? do
  Some(second(a)? + second(b)?)
end

fn main() do
  println("${sum_seconds([1, 2], [3, 4, 5])} ${sum_seconds([1, 2], [3])}")
  let safe = fn xs -> Some(second(xs)? * 10) end
  println("${safe([0, 7])} ${safe([])}")
end
