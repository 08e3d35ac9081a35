fn rate(kind :: String) -> Float do
  if kind == "local" do 0.2 else todo("rate for ${kind}") end
end

fn main() do
  println("${Int.checked_mul(Int.pow(10, 18), 10)} ${rate("local")}")
  println("${rate("abroad")}")
end
