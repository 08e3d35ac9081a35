# RFC 4231.
fn show(key :: Bytes, msg :: Bytes) do
  println("${Crypto.hmac_sha256_bytes(key, msg)} ${Crypto.hmac_sha512_bytes(key, msg)}")
end

fn main() do
  show(Bytes.repeat(11, 20), Bytes.from_string("Hi There"))
  show(Bytes.from_string("Jefe"), Bytes.from_string("what do ya want for nothing?"))
  show(Bytes.repeat(170, 20), Bytes.repeat(221, 50))
  show(Bytes.from_list(Range.to_list(1..26)), Bytes.repeat(205, 50))
  show(Bytes.repeat(170, 131), Bytes.from_string("Test Using Larger Than Block-Size Key - Hash Key First"))
end
