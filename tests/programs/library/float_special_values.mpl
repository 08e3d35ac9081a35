fn main() do
  let nan = Float.nan
  println("${nan == nan} ${nan != nan} ${nan < 1.0} ${compare(nan, 1.0)} ${compare(nan, nan)} ${compare(-0.0, 0.0)}")
  println("${1.0 / 0.0} ${-1.0 / 0.0} ${0.0 / 0.0} ${5.5 % 2.0} ${-5.5 % 2.0} ${-0.0 == 0.0}")
  println("${Float.is_nan(nan)} ${Float.is_infinite(1.0 / 0.0)} ${Float.is_finite(nan)} ${Float.is_integer(4.0)} ${Float.is_integer(4.5)}")
  println("${Float.is_negative(-0.0)} ${Float.copy_sign(2.0, -0.0)} ${Float.is_close(0.3, 0.1 + 0.2, 1.0e-12)} ${Float.is_close(nan, nan, 1.0)}")
  println("${Float.to_bits(-0.0) == Int.min} ${Float.to_bits(2.0)} ${Float.from_bits(4609434218613702656)}")
  println("${Float.next_up(0.0) > 0.0} ${Float.next_down(1.0)} ${Float.next_up(1.0) - 1.0 == Float.epsilon}")
  println("${Float.to_scientific(Float.max)} ${Float.to_scientific(Float.min_positive)} ${Float.max * 2.0}")
  println("${Float.to_int_checked(-9.9)} ${Float.to_int_checked(nan)} ${Float.to_int_checked(1.0e300)}")
  println("${List.sort([2.0, nan, -1.0, 0.5])} ${List.max([1.0, nan])} ${Math.max(1.0, nan)}")
end
