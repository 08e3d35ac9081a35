# The vectors of RFC 4648 §10, and what is refused.
fn main() do
  println("${Base64.encode("")} ${Base64.encode_url("")} ${Hex.encode("")}")
  println("${Base64.decode("")} ${Base64.decode("")} ${Base64.decode_url("")} ${Hex.decode("")}")
  println("${Base64.encode("f")} ${Base64.encode_url("f")} ${Hex.encode("f")}")
  println("${Base64.decode("Zg==")} ${Base64.decode("Zg")} ${Base64.decode_url("Zg==")} ${Hex.decode("66")}")
  println("${Base64.encode("fo")} ${Base64.encode_url("fo")} ${Hex.encode("fo")}")
  println("${Base64.decode("Zm8=")} ${Base64.decode("Zm8")} ${Base64.decode_url("Zm8=")} ${Hex.decode("666f")}")
  println("${Base64.encode("foo")} ${Base64.encode_url("foo")} ${Hex.encode("foo")}")
  println("${Base64.decode("Zm9v")} ${Base64.decode("Zm9v")} ${Base64.decode_url("Zm9v")} ${Hex.decode("666f6f")}")
  println("${Base64.encode("foob")} ${Base64.encode_url("foob")} ${Hex.encode("foob")}")
  println("${Base64.decode("Zm9vYg==")} ${Base64.decode("Zm9vYg")} ${Base64.decode_url("Zm9vYg==")} ${Hex.decode("666f6f62")}")
  println("${Base64.encode("fooba")} ${Base64.encode_url("fooba")} ${Hex.encode("fooba")}")
  println("${Base64.decode("Zm9vYmE=")} ${Base64.decode("Zm9vYmE")} ${Base64.decode_url("Zm9vYmE=")} ${Hex.decode("666f6f6261")}")
  println("${Base64.encode("foobar")} ${Base64.encode_url("foobar")} ${Hex.encode("foobar")}")
  println("${Base64.decode("Zm9vYmFy")} ${Base64.decode("Zm9vYmFy")} ${Base64.decode_url("Zm9vYmFy")} ${Hex.decode("666f6f626172")}")
  let b = Bytes.from_list([251, 255, 254])
  println("${Base64.encode_bytes(b)} ${Base64.encode_url_bytes(b)}")
  for s in ["Zg=", "Z", "Zh==", "Zm9v=", "Zm 9v", "Zg==Zg==", "-__-", "=", "====", "Zm9=", "/w=="] do
    println("${s} ${Base64.decode(s)} ${Base64.decode_bytes(s)}")
  end
  println("${Base64.decode("")} ${Base64.decode_url("+//+")}")
  for s in ["f", "0x66", "6 6", "+f", "gg", "ff"] do
    println("${s} ${Hex.decode(s)}")
  end
  let all = Bytes.from_list(Range.to_list(0..256))
  for n in 0..257 do
    let part = Bytes.take(all, n)
    if Base64.decode_bytes(Base64.encode_bytes(part)) != Ok(part) or Base64.decode_url_bytes(Base64.encode_url_bytes(part)) != Ok(part) do
      println("differs at ${n}")
    end
  end
end
