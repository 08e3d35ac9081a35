fn main() do
  let least = -9223372036854775807 - 1
  println("${least}")
  println("${-least}")
end
