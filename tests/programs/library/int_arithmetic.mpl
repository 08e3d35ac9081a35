fn main() do
  println("${Int.is_even(-4)} ${Int.is_odd(-3)} ${Int.pow(2, 62)} ${Int.pow(-2, 63)} ${Int.pow(0, 0)}")
  println("${Int.sqrt(0)} ${Int.sqrt(24)} ${Int.sqrt(25)} ${Int.sqrt(Int.max)}")
  println("${Int.gcd(84, -36)} ${Int.gcd(0, 0)} ${Int.lcm(21, 6)} ${Int.lcm(0, 5)}")
  for a in [7, -7] do
    println("${a / 3} ${a % 3} ${Int.div_floor(a, 3)} ${Int.mod_floor(a, 3)} ${Int.div_ceil(a, 3)} ${Int.mod_floor(a, -3)}")
  end
  println("${Int.checked_add(1, 2)} ${Int.checked_add(Int.max, 1)} ${Int.checked_sub(Int.min, 1)}")
  println("${Int.checked_mul(Int.max, 2)} ${Int.checked_div(7, 0)} ${Int.checked_div(Int.min, -1)} ${Int.checked_div(-7, 2)}")
  println("${Int.wrapping_add(Int.max, 2)} ${Int.wrapping_sub(Int.min, 1)} ${Int.wrapping_mul(Int.max, 3)}")
  println("${Int.saturating_add(Int.max, 9)} ${Int.saturating_sub(Int.min, 9)} ${Int.saturating_mul(Int.max, -2)}")
end
