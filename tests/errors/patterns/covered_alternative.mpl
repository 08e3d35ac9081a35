fn f(n :: Int) -> Int do
  case n do
    1 -> 1
    2 | 1 -> 2
    _ -> 3
  end
end

fn main() do
  println("${f(1)}")
end
