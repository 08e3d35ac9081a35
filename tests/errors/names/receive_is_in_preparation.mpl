fn main() do
  receive do
    n -> println(n)
  end
end
