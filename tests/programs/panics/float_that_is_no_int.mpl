fn whole(x :: Float) -> Int = Float.to_int(x)

fn main() do
  println("${whole(-2.9)} ${whole(9.2e18)}")
  println("${whole(1.0 / 0.0)}")
end
