# What is and what is no number; numbers in other bases; floats as text.
fn main() do
  for text in ["0", "-0", "+7", " 12 ", "1_000", "0x10", "", "-", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "000000000000000000000042", "٣", "1 2", "--1"] do
    print("${String.to_int(text)} ")
  end
  println("")
  for text in ["1", "1.", ".5", ".", "1e3", "1e", "1e400", "-1e-400", "inf", "-Infinity", "NaN", "0x1p3", "1.5.2", "4.9e-324", "1.7976931348623157e308", "  -2.50 ", "e5", "+.25E+2"] do
    print("${String.to_float(text)} ")
  end
  println("")
  println("${for base in [2, 8, 16, 36] do Int.to_string(Int.min, base) end}")
  println("${Int.parse("-8000000000000000", 16)} ${Int.parse("8000000000000000", 16)} ${Int.parse("zz", 36)} ${Int.parse("12", 2)}")
  println("${[0.1, 1.0e21, 1.5e-7, 123456789.125, 5.0e-324, 0.1 + 0.2, 100.0, 1.0e16, -0.0, 2.5e-5]}")
  println("${[0.1, 1.0e21, 100.0, -0.0].inspect()}")
  println("${for d in [0, 1, 2, 5, 20] do Float.to_fixed(2.675, d) end}")
  println("${for x in [0.5, 1.5, 2.5, -0.5, 0.125] do Float.to_fixed(x, 0) <> "/" <> Float.to_fixed(x, 2) end}")
  println("${for x in [1.0, 123456.0, 0.00015, 5.0e-324, 1.0e100] do Float.to_scientific(x) end}")
  println("${Int.to_grouped(0, ",")} ${Int.to_grouped(-999, ",")} ${Int.to_grouped(1000, ".")} ${Int.to_grouped(Int.min, "_")}")
end
