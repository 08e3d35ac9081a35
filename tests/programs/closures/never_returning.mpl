# Closures and functions that never return, as values.
fn raises<T>(f :: Fun() -> T) -> String do
  if String.length("x") > 1 do
    f()
    "returned"
  else
    "not called"
  end
end

fn give_up(n :: Int) -> Never = panic("gave up at ${n}")

fn apply(f :: Fun(Int) -> Never, n :: Int) -> Int do
  if n > 0 do
    n
  else
    f(n)
  end
end

fn main() do
  println(raises(fn do panic("boom") end))
  println(raises(fn -> give_up(1) end))
  println("${apply(give_up, 3)}")
  println("${apply(fn n -> give_up(n + 1) end, 4)}")
  fn stop(k :: Int) -> Never = panic("stopped at ${k}")
  println("${apply(stop, 5)}")
  println("${apply(fn n -> panic("last ${n}") end, 0)}")
end
