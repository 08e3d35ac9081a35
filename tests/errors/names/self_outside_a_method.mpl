fn f() -> Int do
  self.n
end

fn main() do
  println("${f()}")
end
