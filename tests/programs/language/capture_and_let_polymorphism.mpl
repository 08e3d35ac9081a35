fn adder(step :: Int) -> Fun(Int) -> Int do
  fn v -> v + step end
end

fn main() do
  let step = 5
  let by_five = adder(step)
  let step = 100
  let twice = fn f, v -> f(f(v)) end
  println("${by_five(1)} ${step} ${twice(by_five, 0)} ${twice(fn s -> s <> "!" end, "go")}")
end
