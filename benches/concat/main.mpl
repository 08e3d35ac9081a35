# Builds a text of n bytes piece by piece, twenty times. Usage: concat 10000000
fn build(left :: Int, text :: String) -> String do
  if left <= 0 do
    text
  else
    build(left - 10, text <> "0123456789")
  end
end

fn rounds(left :: Int, n :: Int, total :: Int) -> Int do
  if left == 0 do
    total
  else
    rounds(left - 1, n, total + String.byte_length(build(n, "")))
  end
end

fn main() do
  let n = Env.params() |> List.first() |> Option.and_then(String.to_int) |> Option.unwrap_or(10000000)
  println("${rounds(20, n, 0)}")
end
