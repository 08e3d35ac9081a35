type Expr do
  Num(Int)
  Var(String)
  Sum(Expr, Expr)
  Product(Expr, Expr)
end

impl Display for Expr do
  fn to_string(self) -> String do
    case self do
      Num(n) -> "${n}"
      Var(v) -> v
      Sum(a, b) -> "(${a} + ${b})"
      Product(a, b) -> "${a} * ${b}"
    end
  end
end

fn simple(e :: Expr) -> Expr do
  case e do
    Sum(a, b) ->
      case (simple(a), simple(b)) do
        (Num(x), Num(y)) -> Num(x + y)
        (Num(0), x) | (x, Num(0)) -> x
        (x, y) when x == y -> simple(Product(Num(2), x))
        (x, y) -> Sum(x, y)
      end
    Product(a, b) ->
      case (simple(a), simple(b)) do
        (Num(x), Num(y)) -> Num(x * y)
        (Num(0), _) | (_, Num(0)) -> Num(0)
        (Num(1), x) | (x, Num(1)) -> x
        (x, y) -> Product(x, y)
      end
    Num(_) | Var(_) -> e
  end
end

fn derive(e :: Expr, by :: String) -> Expr do
  case e do
    Num(_) -> Num(0)
    Var(v) -> Num(if v == by do 1 else 0 end)
    Sum(a, b) -> Sum(derive(a, by), derive(b, by))
    Product(a, b) -> Sum(Product(derive(a, by), b), Product(a, derive(b, by)))
  end
end

fn main() do
  let x = Var("x")
  let e = Sum(Product(Num(3), Product(x, x)), Sum(Product(Num(0), x), Num(7)))
  println("${e}")
  println("${simple(e)}")
  println("${derive(e, "x")}")
  println("${simple(derive(e, "x"))}")
  println("${simple(Sum(Product(Num(1), x), x))}")
end
