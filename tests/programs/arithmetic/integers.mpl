fn main() do
  println("${7 / 2} ${-7 / 2} ${7 / -2} ${7 % 3} ${-7 % 3} ${7 % -3}")
  println("${9223372036854775807} ${-9223372036854775807 - 1} ${0xff} ${0b1010} ${0o17} ${1_000_000}")
  println("${Int.wrapping_add(9223372036854775807, 1)} ${Int.checked_mul(4611686018427387904, 2)} ${Int.checked_add(1, 2)}")
  println("${Int.bit_and(12, 10)} ${Int.bit_or(12, 10)} ${Int.bit_xor(12, 10)} ${Int.bit_not(0)}")
  println("${Int.pow(2, 10)} ${Math.abs(-5)} ${Math.min(3, 2)} ${Math.max(3, 2)}")
  println("${1 + 2 * 3 - 4 / 2} ${(1 + 2) * 3} ${-(2 + 3)} ${2 - -3}")
  println("${String.to_int("  42 ")} ${String.to_int("4x")} ${String.to_int("9223372036854775808")} ${String.to_int("-9223372036854775808")}")
end
