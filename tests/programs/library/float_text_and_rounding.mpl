fn main() do
  println("${0.1 + 0.2} ${1.0e21} ${1.5e-7} ${-0.0} ${Float.nan} ${Float.infinity}")
  println("${Float.to_string(100.0)} ${(100.0).inspect()} ${Float.from(3)} ${Float.to_fixed(2.5, 0)} ${Float.to_fixed(3.5, 0)}")
  println("${Float.to_fixed(0.125, 2)} ${Float.to_fixed(-0.04, 1)} ${Float.to_fixed(1.0e22, 1)} ${Float.to_fixed(1.0, 3)}")
  println("${Float.to_scientific(123456.0)} ${Float.to_scientific(-0.00012)} ${Float.to_scientific(0.0)} ${Float.to_scientific(1.0e100)}")
  println("${Float.round_to(2.675, 2)} ${Float.round_to(1234.5678, 1)} ${Float.round_to(-1.5, 0)}")
  for x in [2.5, -2.5, 1.2, -1.2] do
    println("${Float.floor(x)} ${Float.ceil(x)} ${Float.round(x)} ${Float.trunc(x)} ${Float.to_int(x)}")
  end
  println("${Float.ceil(-0.3)} ${Float.fract(3.75)} ${Float.fract(-3.75)} ${Float.round(1.0e300) == 1.0e300}")
  println("${Float.parse("6.02e23")} ${Float.parse(".5")} ${Float.parse("5.")} ${Float.parse("1e")} ${Float.parse("-Inf")} ${Float.parse("1_0.0")}")
end
