# Tail calls between functions of a module run in constant space.
fn even(n :: Int) -> Bool do
  if n == 0 do
    true
  else
    odd(n - 1)
  end
end

fn odd(n :: Int) -> Bool do
  if n == 0 do
    false
  else
    even(n - 1)
  end
end

fn states(n :: Int, log :: List<String>) -> List<String> do
  if n == 0 do
    log
  else
    waiting(n - 1, log)
  end
end

fn waiting(n :: Int, log :: List<String>) -> List<String> do
  if n % 400000 == 0 do
    states(n, List.append(log, "tick ${n}"))
  else
    states(n, log)
  end
end

fn main() do
  println("${even(1000000)} ${odd(1000001)} ${even(7)}")
  println("${states(1000000, [])}")
end
