fn pick(a :: Bool, b :: Bool) -> Int do
  case (a, b) do
    (true, _) -> 1
    (_, true) -> 2
  end
end

fn main() do
  println("${pick(true, true)}")
end
