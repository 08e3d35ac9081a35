struct Box do
  n :: Int
end deriving()

fn same(a :: Box, b :: Box) -> Bool do
  a == b
end

fn main() do
  println("${same(Box { n: 1 }, Box { n: 2 })}")
end
