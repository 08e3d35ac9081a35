fn ackermann(m :: Int, n :: Int) -> Int do
  if m == 0 do
    n + 1
  else if n == 0 do
    ackermann(m - 1, 1)
  else
    ackermann(m - 1, ackermann(m, n - 1))
  end
end

fn hanoi(n :: Int, from :: String, to :: String, via :: String) -> Int do
  if n == 0 do
    0
  else
    hanoi(n - 1, from, via, to) + 1 + hanoi(n - 1, via, to, from)
  end
end

fn count(n :: Int) -> Int do
  if n == 0 do
    0
  else
    1 + count(n - 1)
  end
end

fn main() do
  println("${ackermann(2, 9)} ${hanoi(12, "a", "b", "c")} ${count(100000)}")
end
