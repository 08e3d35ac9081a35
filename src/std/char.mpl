##! Code points. Functions that take any Int answer false, or leave it unchanged, for what is no Unicode scalar value.

extern "mesh_char_digit_value" fn value_of_digit(c :: Int, base :: Int) -> Int
extern "mesh_char_from_digit" fn digit_of_value(n :: Int, base :: Int) -> Int

## The code point of a one-character text; any other text panics.
##
##     Char.code("é")  # => 233
pub fn code(s :: String) -> Int do
  if String.length(s) != 1 do
    panic("Char.code: expected one character, got ${s.inspect()}")
  end
  String.codepoint(s, 0)
end

## The text of a code point; what is no scalar value panics.
##
##     Char.to_string(9731)  # => ☃
pub fn to_string(c :: Int) -> String do
  if not is_valid(c) do
    panic("Char.to_string: ${c} is not a Unicode scalar value")
  end
  String.from_codepoint(c)
end

## Is it a Unicode scalar value: 0 to 0x10FFFF without surrogates?
##
##     Char.is_valid(0xd800)  # => false
pub extern "mesh_char_is_valid" fn is_valid(c :: Int) -> Bool

## Is it between 0 and 127?
##
##     Char.is_ascii(200)  # => false
pub fn is_ascii(c :: Int) -> Bool = c >= 0 and c <= 127

## Has it the property Alphabetic?
##
##     Char.is_alpha(Char.code("ß"))  # => true
pub extern "mesh_char_is_alpha" fn is_alpha(c :: Int) -> Bool

## Is it one of `0` to `9`?
##
##     Char.is_digit(0x664)  # => false
pub fn is_digit(c :: Int) -> Bool = c >= 48 and c <= 57

## Is it Alphabetic or of category Nd?
##
##     Char.is_alphanumeric(0x664)  # => true
pub extern "mesh_char_is_alphanumeric" fn is_alphanumeric(c :: Int) -> Bool

## Is it one of `0-9a-fA-F`?
##
##     Char.is_hex_digit(Char.code("g"))  # => false
pub fn is_hex_digit(c :: Int) -> Bool = value_of_digit(c, 16) >= 0

## Has it the property Uppercase?
##
##     Char.is_upper(Char.code("Ñ"))  # => true
pub extern "mesh_char_is_upper" fn is_upper(c :: Int) -> Bool

## Has it the property Lowercase?
##
##     Char.is_lower(Char.code("ñ"))  # => true
pub extern "mesh_char_is_lower" fn is_lower(c :: Int) -> Bool

## Has it the property White_Space?
##
##     Char.is_whitespace(0xa0)  # => true
pub extern "mesh_char_is_whitespace" fn is_whitespace(c :: Int) -> Bool

## Is it of category Cc?
##
##     Char.is_control(10)  # => true
pub fn is_control(c :: Int) -> Bool = (c >= 0 and c < 32) or (c >= 127 and c < 160)

## Is it of the categories P* and S*?
##
##     Char.is_punctuation(Char.code("+"))  # => true
pub extern "mesh_char_is_punctuation" fn is_punctuation(c :: Int) -> Bool

## The simple upper case mapping.
##
##     Char.to_upper(0xe9)  # => 201
pub extern "mesh_char_to_upper" fn to_upper(c :: Int) -> Int

## The simple lower case mapping.
##
##     Char.to_lower(201)  # => 233
pub extern "mesh_char_to_lower" fn to_lower(c :: Int) -> Int

## The value of a digit `0-9a-zA-Z` in a base from 2 to 36.
##
##     Char.digit_value(Char.code("f"), 16)  # => Some(15)
pub fn digit_value(c :: Int, base :: Int) -> Int? do
  let value = value_of_digit(c, base)
  if value < 0 do
    None
  else
    Some(value)
  end
end

## The lower case digit with a value below the base.
##
##     Char.from_digit(11, 16)  # => Some(98)
pub fn from_digit(n :: Int, base :: Int) -> Int? do
  let digit = digit_of_value(n, base)
  if digit < 0 do
    None
  else
    Some(digit)
  end
end

## Its length in UTF-8: 1 to 4 bytes, 0 if it is not valid.
##
##     Char.utf8_length(9731)  # => 3
pub extern "mesh_char_utf8_length" fn utf8_length(c :: Int) -> Int
