fn f(a: Int) -> Int do
  a
end

fn main() do
  println("${f(1)}")
end
