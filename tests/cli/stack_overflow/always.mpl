struct Ring do
  turns :: Int
  name :: String
end

fn tick(n :: Int) -> Int do
  1 + tock(n)
end

fn tock(n :: Int) -> Int do
  1 + tick(n)
end

fn ring(n :: Int) -> Ring do
  let inner = ring(n)
  Ring{ turns: inner.turns + 1, name: inner.name }
end

fn say(text :: String) do
  say(text <> "x")
  println(text)
end

fn some(xs :: List<Int>) -> Int do
  if List.is_empty(xs) do
    1 + some(xs)
  else
    case xs do
      [1] -> 2 * some(xs)
      _ -> panic("no")
    end
  end
end

fn main() do
  case Env.args() do
    [_, "tick"] -> println("${tick(1)}")
    [_, "ring"] -> println(ring(1).name)
    [_, "say"] -> say("")
    _ -> println("${some([1])}")
  end
end
