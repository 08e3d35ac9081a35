# Alternatives within alternatives, each binding the same names, with guards that fail and fall through.
type Op do
  Push(Int)
  Bin(op :: String, left :: Op, right :: Op)
  Neg(Op)
  Skip
end

fn fold(op :: Op) -> Op do
  case op do
    Neg(Neg(x)) | Bin("+", x, Push(0)) | Bin("+", Push(0), x) | Bin("*", x, Push(1)) | Bin("*", Push(1), x) -> fold(x)
    Bin("*", Push(0), _) | Bin("*", _, Push(0)) -> Push(0)
    Bin("+", Push(a), Push(b)) when a + b < 100 -> Push(a + b)
    Bin("+" | "*" as o, Push(a), Push(b)) when a == b -> Bin(o, Push(a), Skip)
    Bin(o, l, r) ->
      let (l2, r2) = (fold(l), fold(r))
      if l2 == l and r2 == r do Bin(o, l, r) else fold(Bin(o, l2, r2)) end
    Neg(Push(n)) -> Push(-n)
    Neg(Skip as inner) | (Skip as inner) -> inner
    Neg(x) -> Neg(fold(x))
    Push(_) -> op
  end
end

fn label(pair :: (Int?, List<Int>)) -> String do
  case pair do
    (None, []) -> "nothing"
    (Some(0), _) | (_, [0]) -> "zero"
    (Some(n), [m | _]) | (Some(_ as n), [_, m]) when n == m -> "same ${n}"
    (Some(n), [_, m | _]) | (None, [n, m | _]) when n < m -> "rising ${n} ${m}"
    (None, [x | _]) -> "one ${x}"
    (Some(1..10 as n), _) -> "small ${n}"
    (Some(n), []) -> "alone ${n}"
    _ -> "other"
  end
end

fn main() do
  println("${fold(Neg(Neg(Push(4))))} ${fold(Bin("+", Bin("*", Push(1), Push(7)), Push(0)))}")
  println("${fold(Bin("+", Push(60), Push(39)))} ${fold(Bin("+", Push(60), Push(60)))} ${fold(Bin("+", Push(60), Push(61)))}")
  println("${fold(Bin("*", Bin("+", Push(1), Push(-1)), Push(5)))} ${fold(Neg(Skip))} ${fold(Neg(Bin("-", Push(2), Neg(Push(3)))))}")
  for p in [(None, []), (Some(0), [1]), (None, [0]), (Some(5), [5, 9]), (Some(5), [1, 5]), (Some(5), [1, 6]), (None, [3, 4]), (None, [4, 3]), (Some(7), [7 - 1]), (Some(70), []), (Some(70), [1])] do
    println("${p}: ${label(p)}")
  end
end
