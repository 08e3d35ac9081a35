fn f(n :: Int) -> Int do
  case n do
    0 -> 0
    1..9 -> 1
  end
end

fn main() do
  println("${f(1)}")
end
