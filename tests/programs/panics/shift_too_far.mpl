fn main() do
  println("${Int.shift_left(1, 62)}")
  for k in 62..66 do
    println("${Int.shift_right_unsigned(-1, k)}")
  end
end
