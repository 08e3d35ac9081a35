fn main(n) do
  println("${n}")
end
