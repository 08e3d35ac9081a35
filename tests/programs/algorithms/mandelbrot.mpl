fn escapes(x :: Float, y :: Float, cx :: Float, cy :: Float, n :: Int) -> Int do
  if n == 50 or x * x + y * y > 4.0 do
    n
  else
    escapes(x * x - y * y + cx, 2.0 * x * y + cy, cx, cy, n + 1)
  end
end

fn main() do
  for row in 0..11 do
    let y = Int.to_float(row) * 0.2 - 1.0
    println(String.trim_end(String.concat(for column in 0..40 do
      let x = Int.to_float(column) * 0.075 - 2.1
      let n = escapes(0.0, 0.0, x, y, 0)
      if n == 50 do "#" else if n > 8 do "+" else if n > 4 do "." else " " end
    end)))
  end
end
