fn main() do
  println("${Math.abs(-8)} ${Math.abs(-2.5)} ${Math.min(-0.0, 0.0)} ${Math.max(3, 11)} ${Math.clamp(-4, 0, 9)} ${Math.clamp(0.5, 0.0, 0.25)}")
  println("${Math.sign(-0.0)} ${Math.sign(-9)} ${Math.sign(0.1)}")
  for x in [1.5, -1.5, 0.49] do
    println("${Math.floor(x)} ${Math.ceil(x)} ${Math.round(x)} ${Math.trunc(x)}")
  end
  println("${Float.to_fixed(Math.pow(2.0, 0.5), 9)} ${Math.pow(2.0, -2.0)} ${Math.sqrt(-1.0)} ${Math.hypot(5.0, 12.0)}")
  println("${Float.to_fixed(Math.cbrt(27.0), 6)} ${Float.to_fixed(Math.exp(1.0) - Math.e, 9)} ${Math.ln(1.0)} ${Math.ln(0.0)} ${Math.ln(-1.0)}")
  println("${Math.log2(1024.0)} ${Float.to_fixed(Math.log10(1000.0), 6)} ${Float.to_fixed(Math.log(125.0, 5.0), 6)}")
  println("${Float.to_fixed(Math.sin(Math.pi / 6.0), 6)} ${Math.cos(0.0)} ${Float.to_fixed(Math.tan(Math.pi / 4.0), 6)}")
  println("${Float.to_fixed(Math.asin(1.0) + Math.acos(1.0), 4)} ${Float.to_fixed(Math.atan(1.0) * 4.0, 6)} ${Float.to_fixed(Math.atan2(-1.0, -1.0), 6)}")
  println("${Math.sinh(0.0)} ${Math.cosh(0.0)} ${Float.to_fixed(Math.tanh(1.0), 6)} ${Math.tau == Math.pi * 2.0}")
  println("${Math.to_degrees(Math.pi)} ${Float.to_fixed(Math.to_radians(90.0), 6)} ${Math.lerp(4.0, 8.0, 0.75)}")
end
