fn sum3(a, b, c) do
  a + b + c
end

fn largest(a, b) do
  if a < b do
    b
  else
    a
  end
end

fn main() do
  println("${sum3(1, 2, 3)} ${sum3(0.5, 0.25, 0.25)}")
  println("${largest("pear", "apple")} ${largest((1, 9), (2, 0))}")
end
