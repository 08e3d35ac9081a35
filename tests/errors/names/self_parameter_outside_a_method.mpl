fn f(self) -> Int = 1

fn main() do
  println("${f(1)}")
end
