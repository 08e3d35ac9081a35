fn main() do
  println("${(1, "a") == (1, "a")} ${[Some(1), None] == [Some(1), None]} ${Ok([1]) == Ok([2])}")
  println("${[1, 2] < [1, 2, 0]} ${"Zoo" < "ant"} ${false < true} ${None < Some(0)} ${(2, "a") < (1, "b")}")
  println("${compare("b", "a")} ${compare([1], [1])} ${compare(5, 9)}")
end
