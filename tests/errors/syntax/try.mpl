fn main() do
  try risky() do
    println("a")
  end
end
