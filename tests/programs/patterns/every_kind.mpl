type Shape do
  Dot
  Line(Int)
  Box(width :: Int, height :: Int)
end

struct Point do
  x :: Int
  y :: Int
end

fn name(s :: Shape) -> String do
  case s do
    Dot -> "dot"
    Line(0) -> "nothing"
    Line(n) when n < 0 -> "backwards ${-n}"
    Line(1 | 2 | 3) -> "short"
    Line(_) -> "long"
    Box(w, h) when w == h -> "square ${w}"
    Box(width, height) -> "${width} by ${height}"
  end
end

fn where_is(p :: Point) -> String do
  case p do
    Point { x: 0, y: 0 } -> "origin"
    Point { x: 0, y: y } -> "on the y axis at ${y}"
    Point { x: x } when x > 100 -> "far"
    _ -> "somewhere"
  end
end

fn kind(n :: Int) -> String do
  case n do
    0 -> "zero"
    1..10 -> "small"
    -5..0 -> "little below"
    _ -> "other"
  end
end

fn list(xs :: List<Int>) -> String do
  case xs do
    [] -> "empty"
    [x] -> "one ${x}"
    [1, 2] -> "one two"
    [a, b] as both -> "two ${both} ${a + b}"
    1 :: rest -> "one and ${rest}"
    first :: _ -> "from ${first}"
  end
end

fn main() do
  println("${List.map([Dot, Line(0), Line(-4), Line(2), Line(9), Box(2, 2), Box(2, 3)], name)}")
  println("${List.map([Point { x: 0, y: 0 }, Point { x: 0, y: 5 }, Point { x: 101, y: 1 }, Point { x: 1, y: 1 }], where_is)}")
  println("${List.map([0, 1, 9, 10, -5, -1, -6], kind)}")
  println("${List.map([[], [7], [1, 2], [3, 4], [1, 2, 3], [5, 6, 7]], list)}")
  case ("GET", :ok, true) do
    ("GET" | "HEAD", status, true) -> println("reads ${status}")
    _ -> println("other")
  end
end
