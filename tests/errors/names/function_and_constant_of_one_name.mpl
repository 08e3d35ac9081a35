let rate = 5

fn rate() = 6

fn main() do
  println("${rate}")
end
