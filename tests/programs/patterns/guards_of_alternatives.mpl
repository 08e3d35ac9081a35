# The first alternative that fits is the match: the guard is asked once, about what that alternative bound.
fn ask(text :: String, answer :: Bool) -> Bool do
  print("${text} ")
  answer
end

fn either(pair :: (Int, Int)) -> String do
  case pair do
    (0, n) | (n, 0) when ask("n=${n}", n > 5) -> "zero and ${n}"
    (1..5, _) | (_, 1..5) when ask("low", false) -> "never"
    (a, b) when ask("sum", a + b > 9) -> "large"
    _ -> "rest"
  end
end

fn clauses((7, n) | (n, 7)) when n > 7 = "seven below ${n}"
fn clauses((_, n)) = "second ${n}"

# So many alternatives that the rows are tried one by one.
fn wide(a :: Int, b :: Int, c :: Int) -> String do
  case ((a, b), c) do
    ((1 | 2 | 3, n) | (n, 1 | 2 | 3), 4 | 5 | 6) when ask("first ${n}", n > 90) -> "first"
    ((2 | 3 | 4, n) | (n, 2 | 3 | 4), 5 | 6 | 7) when ask("second ${n}", n > 80) -> "second"
    ((_, n), _) -> "rest ${n}"
  end
end

fn main() do
  for pair in [(0, 0), (0, 9), (9, 0), (0, 3), (3, 3), (8, 8), (-1, 6)] do
    println(either(pair))
  end
  println("${clauses((7, 8))} ${clauses((9, 7))} ${clauses((7, 7))} ${clauses((1, 2))}")
  for (a, b, c) in [(1, 95, 4), (95, 1, 4), (1, 3, 5), (3, 3, 5), (3, 99, 7), (85, 4, 6), (8, 8, 8)] do
    println(wide(a, b, c))
  end
end
