fn main() do
  println("${Int.pow(2, 62)} ${Int.pow(-1, 1000001)}")
  println("${Int.pow(2, -1)}")
end
