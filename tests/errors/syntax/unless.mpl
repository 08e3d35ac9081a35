fn main() do
  unless 1 > 2 do
    println("a")
  end
end
