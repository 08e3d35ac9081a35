# Each division with each combination of signs: `a == (a / b) * b + a % b` and the same for the floor pair.
fn check(a :: Int, b :: Int) -> String do
  let whole = (a / b) * b + a % b == a
  let floored = Int.wrapping_add(Int.wrapping_mul(Int.div_floor(a, b), b), Int.mod_floor(a, b)) == a
  "${a} ${b}: ${a / b} ${a % b} ${Int.div_floor(a, b)} ${Int.mod_floor(a, b)} ${Int.div_ceil(a, b)} ${whole and floored}"
end

fn main() do
  for a in [7, -7, 6, 0, 1, -1] do
    for b in [3, -3, 1, -1] do
      println(check(a, b))
    end
  end
  println(check(Int.max, -1))
  println(check(Int.min, 10))
  println(check(Int.min, Int.max))
  println(check(Int.max, Int.min))
  println("${Int.min % -1} ${Int.gcd(Int.max, 49)} ${Int.lcm(-21, 6)} ${Int.sqrt(Int.max)} ${Int.pow(-2, 63) == Int.min}")
end
