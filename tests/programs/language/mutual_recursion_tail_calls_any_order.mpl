fn main() do
  println("${even(1000000)} ${odd(7)}")
end

fn even(0) = true
fn even(n) = odd(n - 1)

fn odd(0) = false
fn odd(n) = even(n - 1)
