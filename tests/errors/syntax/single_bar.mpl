fn main() do
  if true | false do
    println("a")
  end
end
