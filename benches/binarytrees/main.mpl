# Allocates and walks many complete binary trees. Usage: binarytrees 18
type Tree do
  Leaf
  Node(Tree, Tree)
end

fn make(depth :: Int) -> Tree do
  if depth == 0 do
    Node(Leaf, Leaf)
  else
    Node(make(depth - 1), make(depth - 1))
  end
end

fn check(Leaf) -> Int do
  0
end
fn check(Node(left, right)) do
  1 + check(left) + check(right)
end

fn rounds(n :: Int, depth :: Int, sum :: Int) -> Int do
  if n == 0 do
    sum
  else
    rounds(n - 1, depth, sum + check(make(depth)))
  end
end

fn depths(depth :: Int, n :: Int) -> () do
  if depth <= n do
    let count = Int.shift_left(1, n - depth + 4)
    println("${count} trees ${depth} ${rounds(count, depth, 0)}")
    depths(depth + 4, n)
  end
end

fn main() do
  let n = Env.params() |> List.first() |> Option.and_then(String.to_int) |> Option.unwrap_or(18)
  println("stretch ${n + 1} ${check(make(n + 1))}")
  let lived = make(n)
  depths(4, n)
  println("lived ${n} ${check(lived)}")
end
