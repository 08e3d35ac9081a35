# A long chain is dropped without recursion of its own.
type Chain do
  Stop
  Link(Chain)
end

fn build(n :: Int, c :: Chain) -> Chain do
  if n == 0 do
    c
  else
    build(n - 1, Link(c))
  end
end

fn depth(c :: Chain, n :: Int) -> Int do
  case c do
    Stop -> n
    Link(rest) -> depth(rest, n + 1)
  end
end

fn main() do
  let c = build(1000000, Stop)
  println("${depth(c, 0)}")
  let nested = List.reduce(List.generate(1000, fn i -> i end), [[0]], fn xss, i -> List.append(xss, [i, i]) end)
  println("${List.length(nested)}")
end
