struct Box do
  open :: Bool
  n :: Int
end

fn f(b :: Box) -> Int do
  case b do
    Box { open: true, n: k } -> k
  end
end

fn main() do
  println("${f(Box { open: true, n: 1 })}")
end
