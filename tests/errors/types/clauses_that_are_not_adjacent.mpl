fn tone(0) = 1

fn other() do
  5
end

fn tone(n) = n

fn main() do
  println("${tone(0) + other()}")
end
