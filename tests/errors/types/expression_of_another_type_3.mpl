fn label(n :: Int) -> String do
  if n > 3 do
    return n
  end
  "small"
end

fn main() do
  println(label(2))
end
