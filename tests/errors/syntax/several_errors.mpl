fn first() do
  let x = = 1
  println("${x}")
  x += 1
end

struct P do
  x: Int
  y :: Int
end

fn second(a, b) do
  case a do
    1 => b
    _ -> 0
  end
end

fn main() do
  println("a" "b")
end
