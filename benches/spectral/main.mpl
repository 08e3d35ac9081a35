# Spectral norm of an n x n matrix. Usage: spectral 2000
fn a(i :: Int, j :: Int) -> Float do
  1.0 / Int.to_float((i + j) * (i + j + 1) / 2 + i + 1)
end

fn times(n :: Int, x :: List<Float>) -> List<Float> do
  for i in 0..n do
    row(n, i, 0, x, 0.0)
  end
end

fn row(n :: Int, i :: Int, j :: Int, x :: List<Float>, sum :: Float) -> Float do
  if j == n do
    sum
  else
    row(n, i, j + 1, x, sum + a(i, j) * x[j])
  end
end

fn transposed_times(n :: Int, x :: List<Float>) -> List<Float> do
  for i in 0..n do
    column(n, i, 0, x, 0.0)
  end
end

fn column(n :: Int, i :: Int, j :: Int, x :: List<Float>, sum :: Float) -> Float do
  if j == n do
    sum
  else
    column(n, i, j + 1, x, sum + a(j, i) * x[j])
  end
end

fn step(n :: Int, u :: List<Float>) -> List<Float> do
  transposed_times(n, times(n, u))
end

fn iterate(n :: Int, u :: List<Float>, k :: Int) -> (List<Float>, List<Float>) do
  let w = step(n, u)
  let u = step(n, w)
  if k == 1 do
    (u, w)
  else
    iterate(n, u, k - 1)
  end
end

fn dot(x :: List<Float>, y :: List<Float>) -> Float do
  List.reduce(List.zip(x, y), 0.0, fn sum, (a, b) -> sum + a * b end)
end

fn main() do
  let n = Env.params() |> List.first() |> Option.and_then(String.to_int) |> Option.unwrap_or(2000)
  let (u, w) = iterate(n, List.repeat(1.0, n), 10)
  println(Float.to_fixed(Math.sqrt(dot(u, w) / dot(w, w)), 9))
end
