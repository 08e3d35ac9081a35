fn main() do
  for d in 42 do
    println("${d}")
  end
end
