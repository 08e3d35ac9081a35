fn main() do
  println("${Char.code("A")} ${Char.code("☃")} ${Char.to_string(0x1f40c)} ${Char.is_valid(0xdfff)} ${Char.is_valid(-1)}")
  println("${Char.is_ascii(127)} ${Char.is_alpha(Char.code("Ж"))} ${Char.is_digit(Char.code("7"))} ${Char.is_digit(0x0967)} ${Char.is_alphanumeric(0x0967)}")
  println("${Char.is_hex_digit(Char.code("F"))} ${Char.is_upper(Char.code("Ж"))} ${Char.is_lower(Char.code("Ж"))} ${Char.is_whitespace(0x2003)} ${Char.is_control(0x85)}")
  println("${Char.is_punctuation(Char.code("!"))} ${Char.is_punctuation(Char.code("a"))} ${Char.to_string(Char.to_upper(Char.code("ж")))} ${Char.to_upper(0xdf)} ${Char.to_lower(Char.code("Q"))}")
  println("${Char.digit_value(Char.code("z"), 36)} ${Char.digit_value(Char.code("8"), 8)} ${Char.from_digit(35, 36)} ${Char.from_digit(9, 8)}")
  println("${Char.utf8_length(0x7f)} ${Char.utf8_length(0x80)} ${Char.utf8_length(0xffff)} ${Char.utf8_length(0x10000)} ${Char.utf8_length(0xd800)}")
end
