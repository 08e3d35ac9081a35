fn f(n :: Int) -> Int do
  case n do
  end
end

fn main() do
  println("${f(1)}")
end
