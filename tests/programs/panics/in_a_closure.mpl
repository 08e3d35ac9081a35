fn apply(f :: Fun(Int) -> Int, x :: Int) -> Int do
  f(x) + 1
end

fn main() do
  let limit = List.length(Env.params())
  let f = fn n ->
    100 / (n - limit)
  end
  println("${apply(f, 4)}")
  println("${apply(f, 0)}")
end
