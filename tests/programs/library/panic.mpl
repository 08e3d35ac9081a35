fn heat(level :: Int) -> Int do
  println("level ${level}")
  if level > 2 do
    panic("boiler cold at ${level}")
  end
  level * 2
end

fn main() do
  println("${heat(2)}")
  println("${heat(3)}")
end
