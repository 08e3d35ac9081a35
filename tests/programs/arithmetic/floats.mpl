fn main() do
  println("${0.1 + 0.2} ${1.0} ${1.5e10} ${1.0e300 * 1.0e10} ${-0.0} ${0.0 / 0.0}")
  println("${7.0 / 2.0} ${Float.to_fixed(2.0 / 3.0, 4)} ${Float.to_int(3.99)} ${Int.to_float(3)}")
  println("${Math.floor(-2.5)} ${Math.ceil(-2.5)} ${Math.round(2.5)} ${Math.sqrt(2.0)}")
  println("${0.0 == -0.0} ${1.0 < 2.0} ${1.0 / 0.0 > 1.0e308}")
  println("${String.to_float("1e3")} ${String.to_float("abc")} ${5.0e-324} ${123456789.125}")
end
