# The library's function does not show in the trace.
fn check(n :: Int) -> Int do
  if n > 2 do
    panic("too many: ${n}")
  end
  n * 10
end

fn all(xs :: List<Int>) -> List<Int> do
  List.map(xs, check)
end

fn main() do
  println("${all([1, 2])}")
  println("${all([1, 2, 3])}")
end
