type Shape do
  Dot(Int)
  Line(Int, Int)
  Blob(String)
end

fn asked(n :: Int, yes :: Bool) -> Bool do
  println("asked ${n}")
  yes
end

fn both(a :: Shape, b :: Shape, c :: Bool) -> Int do
  case (a, b, c) do
    (Dot(x) | Line(x, _), Line(_, y) | Dot(y), true) when asked(x, y > 2) -> x * 10 + y
    (_, Blob(s), _) -> String.length(s)
    _ -> 0
  end
end

fn pair(p :: (Int, Int)) -> String do
  case p do
    (x, 0) | (0, x) when asked(x, x > 5) -> "axis ${x}"
    (1 | 2 | 3, 4 | 5 | 6) -> "small"
    _ -> "else"
  end
end

fn any(p :: (Int?, Int?)) -> String do
  case p do
    (Some(x), _) | (_, Some(x)) when asked(x, x % 2 == 0) -> "even ${x}"
    (None, None) -> "none"
    _ -> "odd"
  end
end

fn main() do
  println("${both(Dot(3), Line(1, 4), true)}")
  println("${both(Line(3, 9), Dot(1), true)}")
  println("${both(Line(3, 9), Dot(1), false)}")
  println("${both(Line(3, 9), Blob("oak"), false)}")
  println(pair((0, 0)))
  println(pair((7, 0)))
  println(pair((0, 8)))
  println(pair((2, 6)))
  println(any((Some(3), Some(4))))
  println(any((Some(4), Some(3))))
  println(any((None, Some(8))))
  println(any((None, Some(7))))
  println(any((None, None)))
end
