fn main() do
  println("${Int.max} ${Int.min}")
  println("${Int.to_string(-40)} ${Int.to_string(Int.min, 2) |> String.length()} ${Int.to_string(35, 36)} ${Int.to_string(0, 7)}")
  println("${Int.parse("007")} ${Int.parse("+5")} ${Int.parse("5 5")} ${Int.parse("")} ${Int.parse("1_0")}")
  println("${Int.parse("9223372036854775807")} ${Int.parse("9223372036854775808")}")
  println("${Int.parse("-Zz", 36)} ${Int.parse("12", 2)} ${Int.parse("-8000000000000000", 16)}")
  println("${Int.to_grouped(1234567890, " ")} ${Int.to_grouped(-999, ",")} ${Int.to_grouped(1000, ".")}")
  println("${Int.digits(0)} ${Int.digits(-1908)} ${Int.from_digits([7, 0, 0])} ${Int.from_digits([])}")
  println("${Int.to_float(9007199254740993)} ${Int.to_float(-3) / 2.0}")
end
