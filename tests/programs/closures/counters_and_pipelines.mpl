# Closures that return closures, are kept in maps and records, compose and curry, and outlive what made them.
struct Machine do
  name :: String
  step :: Fun(Int) -> Int
  after :: List<Fun(String) -> String>
end

fn compose(fs :: List<Fun(Int) -> Int>) -> Fun(Int) -> Int do
  List.reduce(fs, fn x -> x end, fn f, g -> fn x -> g(f(x)) end end)
end

fn adder(n) = fn m -> fn k -> n + m * k end end

fn twice(f) = fn x -> f(f(x)) end

fn fix(n :: Int, f :: Fun(Int, Fun(Int) -> Int) -> Int) -> Int do
  f(n, fn k -> fix(k, f) end)
end

fn run(m :: Machine, n :: Int) -> String do
  List.reduce(m.after, "${m.name}:${m.step(n)}", fn acc, f -> f(acc) end)
end

fn main() do
  println("${compose([fn x -> x + 1 end, fn x -> x * 10 end, Int.sqrt])(9)} ${compose([])(7)}")
  println("${adder(1)(2)(3)} ${twice(twice(twice(fn x -> x * 2 end)))(1)} ${twice(fn s -> s <> "!" end)("hi")}")
  println("${fix(20, fn n, again -> if n < 2 do n else again(n - 1) + again(n - 2) end end)}")
  let suffix = "<${1 + 1}>"
  let m = Machine { name: "m", step: adder(3)(4), after: [String.to_upper, fn s -> s <> suffix end] }
  println("${run(m, 5)} ${run(%{m | after: [], step: Math.abs}, -5)}")
  let table = %{"+" => fn (a :: Int, b) -> a + b end, "-" => fn a, b -> a - b end, "max" => max}
  for {name, f} in table do
    print("${name}=${f(7, 9)} ")
  end
  println("")
  let fs = for i in 0..5 do
    let xs = List.repeat(i, i)
    fn k -> List.append(xs, k) end
  end
  println("${List.map(fs, fn f -> f(9) end)} ${fs[3](0)} ${fs[3](1)}")
  let pick = fn 0 -> "zero" | n when n < 0 -> "neg ${n}" | n -> suffix <> "${n}" end
  println("${List.map([0, -1, 5], pick)}")
end
