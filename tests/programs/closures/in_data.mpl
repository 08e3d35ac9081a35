struct Button do
  label :: String
  press :: Fun(Int) -> Int
end

type Step do
  Apply(Fun(Int) -> Int)
  Repeat(Int, List<Step>)
end

fn run(steps :: List<Step>, n :: Int) -> Int do
  List.reduce(steps, n, fn acc, step ->
    case step do
      Apply(f) -> f(acc)
      Repeat(0, _) -> acc
      Repeat(times, inner) -> run([Repeat(times - 1, inner)], run(inner, acc))
    end
  end)
end

fn main() do
  let base = 5
  let buttons = [Button { label: "add", press: fn n -> n + base end }, Button { label: "square", press: fn n -> n * n end }]
  for b in buttons do
    let press = b.press
    println("${b.label} ${press(4)}")
  end
  println("${run([Apply(fn n -> n + 1 end), Repeat(3, [Apply(fn n -> n * 2 end)]), Apply(fn n -> n - base end)], 0)}")
end
