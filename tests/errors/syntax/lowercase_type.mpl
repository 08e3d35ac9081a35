fn f(a :: int) -> Int do
  a
end

fn main() do
  println("${f(1)}")
end
