fn sign(n :: Int) -> Bool when n > 0 = true
fn sign(n :: Int) when n < 0 = false

fn pick(ready :: Bool) -> Int do
  case (ready) do
    true -> 1
  end
end

fn main() do
  let f = fn 0, 1 -> 1 | 1, (_) -> 2 end
  println("${sign(1)} ${pick(true)} ${f(0, 1)}")
end
