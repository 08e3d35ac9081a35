# Types of a small lambda calculus, by unification.
type Ty do
  TInt
  TVar(Int)
  TFun(Ty, Ty)
end

type Term do
  Lit(Int)
  Name(String)
  Lam(String, Term)
  App(Term, Term)
end

struct State do
  next :: Int
  bound :: Map<Int, Ty>
end

fn fresh(s :: State) -> (Ty, State) = (TVar(s.next), %{s | next: s.next + 1})

fn resolve(s :: State, t :: Ty) -> Ty do
  case t do
    TVar(n) ->
      case Map.fetch(s.bound, n) do
        Some(u) -> resolve(s, u)
        None -> t
      end
    TFun(a, b) -> TFun(resolve(s, a), resolve(s, b))
    TInt -> TInt
  end
end

fn occurs(n :: Int, t :: Ty) -> Bool do
  case t do
    TVar(m) -> n == m
    TFun(a, b) -> occurs(n, a) or occurs(n, b)
    TInt -> false
  end
end

fn unify(s :: State, a :: Ty, b :: Ty) -> State!String do
  case (resolve(s, a), resolve(s, b)) do
    (TInt, TInt) -> Ok(s)
    (TVar(n), TVar(m)) when n == m -> Ok(s)
    (TVar(n), t) | (t, TVar(n)) ->
      if occurs(n, t) do
        Err("infinite type")
      else
        Ok(%{s | bound: Map.put(s.bound, n, t)})
      end
    (TFun(a, b), TFun(c, d)) -> unify(unify(s, a, c)?, b, d)
    (x, y) -> Err("${show(x)} is not ${show(y)}")
  end
end

fn infer(s :: State, env :: Map<String, Ty>, e :: Term) -> Result<(Ty, State), String> do
  case e do
    Lit(_) -> Ok((TInt, s))
    Name(v) -> Ok((Option.ok_or(Map.fetch(env, v), "unknown ${v}")?, s))
    Lam(v, body) ->
      let (a, s) = fresh(s)
      let (b, s) = infer(s, Map.put(env, v, a), body)?
      Ok((TFun(a, b), s))
    App(f, x) ->
      let (tf, s) = infer(s, env, f)?
      let (tx, s) = infer(s, env, x)?
      let (r, s) = fresh(s)
      let s = unify(s, tf, TFun(tx, r))?
      Ok((r, s))
  end
end

fn show(t :: Ty) -> String do
  case t do
    TInt -> "Int"
    TVar(n) -> "t${n}"
    TFun(a, b) -> "(${show(a)} -> ${show(b)})"
  end
end

fn type_of(e :: Term) -> String!String do
  let env = %{"add" => TFun(TInt, TFun(TInt, TInt))}
  let (t, s) = infer(State { next: 0, bound: %{} }, env, e)?
  Ok(show(resolve(s, t)))
end

fn main() do
  println("${type_of(Lam("x", Name("x")))}")
  println("${type_of(Lam("f", Lam("x", App(Name("f"), App(Name("f"), Name("x"))))))}")
  println("${type_of(App(App(Name("add"), Lit(1)), Lit(2)))}")
  println("${type_of(App(Lit(1), Lit(2)))}")
  println("${type_of(Lam("x", App(Name("x"), Name("x"))))}")
  println("${type_of(Name("y"))}")
end
