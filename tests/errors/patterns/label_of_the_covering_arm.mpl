fn one(n :: Int, b :: Bool) -> Int do
  case (n, b) do
    (1, true) -> 1
    (_, true) -> 2
    (2, true) -> 3
    (_, false) -> 4
    (7..9, _) -> 5
  end
end

fn two(0, _) = 0
fn two(_, 1) = 1
fn two(0, 2) = 2
fn two(_, _) = 3

fn main() do
  println("${one(1, true)} ${two(1, 2)}")
end
