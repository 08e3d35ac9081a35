@cluster
fn f() = 1

fn main() do
  println("${f()}")
end
