fn f(n :: Int) -> Int do
  case n do
    5..5 -> 1
    _ -> 3
  end
end

fn main() do
  println("${f(1)}")
end
