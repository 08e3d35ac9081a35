# A local function calls itself in tail position and captures what is around it.
fn count_down(n :: Int, step :: Int) -> (Int, List<Int>) do
  let seen = [n]
  fn go(k :: Int, steps :: Int) -> (Int, List<Int>) do
    if k < step do (steps, seen) else go(k - step, steps + 1) end
  end
  go(n, 0)
end

fn ping_pong(n :: Int) -> String do
  fn ping(k) do
    if k == 0 do "ping ${n}" else pong(k - 1) end
  end
  fn pong(k) do
    if k == 0 do "pong ${n}" else ping(k - 1) end
  end
  ping(n)
end

fn main() do
  println("${count_down(300000, 3)} ${count_down(2, 3)}")
  println("${ping_pong(100001)} ${ping_pong(10)}")
end
