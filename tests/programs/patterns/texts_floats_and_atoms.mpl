# Literals of every open type: texts with common beginnings, floats, atoms, the borders of Int.
fn text(s :: String) -> Int do
  case s do
    "" -> 0
    "a" -> 1
    "ab" -> 2
    "abc" | "abd" -> 3
    "é" -> 4
    "a\u{0}" -> 5
    "\n" -> 6
    _ -> -1
  end
end

fn float(x :: Float) -> String do
  case x do
    0.0 -> "zero"
    -1.5 -> "minus"
    1.0e300 -> "large"
    _ when x != x -> "nan"
    _ -> "other"
  end
end

fn atom(a :: Atom) -> Int do
  case a do
    :up | :down -> 1
    :left -> 2
    _ -> 3
  end
end

fn border(n :: Int) -> String do
  case n do
    -9223372036854775808 -> "least"
    9223372036854775807 -> "greatest"
    -9223372036854775807..0 -> "negative"
    _ -> "positive"
  end
end

fn main() do
  println("${List.map(["", "a", "ab", "abc", "abd", "abe", "é", "e\u{301}", "a\u{0}", "\n", "b"], text)}")
  println("${List.map([0.0, -0.0, -1.5, 1.0e300, 0.0 / 0.0, 1.5], float)}")
  println("${List.map([:up, :down, :left, :right], atom)}")
  println("${List.map([Int.min, Int.min + 1, -1, 0, 1, Int.max - 1, Int.max], border)}")
end
