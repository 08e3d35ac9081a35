fn main() do
  for Some(n) in [Some(1), None] do
    println("${n}")
  end
end
