# Chains of 200000 inside tuples, options, maps, lists and closures are released and compared in bounded stack or panic cleanly.
type Nest do
  Leaf(String)
  In(Nest?)
  Pair((Nest, Int))
  Many(List<Nest>)
  Keyed(Map<String, Nest>)
  Later(Fun() -> Int, Nest)
end deriving()

fn wrap(n :: Int, v :: Nest) -> Nest do
  if n == 0 do
    return v
  end
  let next = case n % 5 do
    0 -> In(Some(v))
    1 -> Pair((v, n))
    2 -> Many([v])
    3 -> Keyed(%{"k" => v})
    _ -> Later(fn -> n end, v)
  end
  wrap(n - 1, next)
end

fn depth(v :: Nest, acc :: Int) -> Int do
  case v do
    Leaf(s) -> acc + String.length(s)
    In(Some(x)) -> depth(x, acc + 1)
    In(None) -> acc
    Pair((x, _)) -> depth(x, acc + 1)
    Many([x | _]) -> depth(x, acc + 1)
    Many([]) -> acc
    Keyed(m) ->
      case Map.fetch(m, "k") do
        Some(x) -> depth(x, acc + 1)
        None -> acc
      end
    Later(f, x) -> depth(x, acc + f() - f() + 1)
  end
end

fn main() do
  let v = wrap(200000, Leaf("end${1}"))
  println("${depth(v, 0)}")
  let both = [v, wrap(10, v)]
  println("${List.map(both, fn x -> depth(x, 0) end)}")
end
