##! Hexadecimal digits, two a byte.

fn is_hex(s :: String) -> Bool = String.byte_length(s) % 2 == 0 and Bytes.hex_error(s) < 0

## The digits of a text's UTF-8, in lower case.
##
##     Hex.encode("hut")  # => 687574
pub fn encode(s :: String) -> String = Bytes.to_hex(Bytes.from_string(s))

## The text whose UTF-8 the digits, in either case, show.
##
##     Hex.decode("6875F")  # => Err(invalid hex)
pub fn decode(s :: String) -> String!String do
  if not is_hex(s) do
    return Err("invalid hex")
  end
  case Bytes.to_utf8(Bytes.from_checked_hex(s)) do
    Ok(text) -> Ok(text)
    Err(_) -> Err("invalid utf-8")
  end
end

## The digits of bytes, in lower case.
##
##     Hex.encode_bytes(Bytes.from_list([1, 255]))  # => 01ff
pub fn encode_bytes(b :: Bytes) -> String = Bytes.to_hex(b)

## The bytes that the digits, in either case, show.
##
##     Hex.decode_bytes("0aFF")  # => Ok(0aff)
pub fn decode_bytes(s :: String) -> Bytes!String do
  if is_hex(s) do
    Ok(Bytes.from_checked_hex(s))
  else
    Err("invalid hex")
  end
end
