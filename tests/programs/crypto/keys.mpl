# RFC 7914 §11 and §12, RFC 5869 Annex A, stored passwords.
fn text(s :: String) -> Bytes = Bytes.from_string(s)

fn main() do
  println("${Crypto.pbkdf2_sha256(text("passwd"), text("salt"), 1, 64)}")
  println("${Crypto.pbkdf2_sha256(text("password"), text("salt"), 1, 32)}")
  println("${Crypto.pbkdf2_sha256(text("password"), text("salt"), 4096, 32)}")
  println("${Crypto.scrypt(text(""), text(""), 4, 1, 1, 64)}")
  println("${Crypto.scrypt(text("password"), text("NaCl"), 10, 8, 16, 64)}")
  let key = Bytes.repeat(11, 22)
  println("${Crypto.hkdf_sha256(key, Bytes.from_list(Range.to_list(0..13)), Bytes.from_list(Range.to_list(240..250)), 42)}")
  println("${Crypto.hkdf_sha256(key, Bytes.new(), Bytes.new(), 42)}")
  let stored = "$scrypt$ln=15,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$XGYmKKxOsQaKKH4qoqICriSOmNsE1h0zJ+c0LbbscJc"
  println("${Crypto.password_verify("correct horse", stored)} ${Crypto.password_verify("correct horsE", stored)}")
  println("${Crypto.password_verify("correct horse", String.drop_end(stored, 1) <> "d")} ${Crypto.password_needs_rehash(stored)}")
  let old = "$scrypt$ln=12,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$aKWYmNH5x4WQjpR1eRgSa8lX5xwiSNyOVEkUZ1Ai+ng"
  println("${Crypto.password_verify("old", old)} ${Crypto.password_needs_rehash(old)}")
  # not understood, or outside the limits
  for changed in ["plain", "", String.replace(old, "ln=12", "ln=012"), String.replace(old, "ln=12", "ln=21"),
    String.replace(old, "r=8", "r=33"), String.replace(old, "p=1", "p=17"), String.replace(old, "p=1", "p=0"), old <> "=", old <> "$"] do
    println("${Crypto.password_verify("old", changed)} ${Crypto.password_needs_rehash(changed)}")
  end
  # parameters that are refused
  let b = text("x")
  println("${Crypto.pbkdf2_sha256(b, b, 0, 1)} ${Crypto.pbkdf2_sha512(b, b, 1, 1025)} ${Crypto.hkdf_sha256(b, b, b, 8161)}")
  for (ln, r, p, length) in [(0, 8, 1, 16), (25, 1, 1, 16), (10, 0, 1, 16), (10, 1, 0, 16), (10, 8, 1, 0), (21, 8, 1, 16), (1, Int.max, Int.max, 16)] do
    println("${Crypto.scrypt(b, b, ln, r, p, length)}")
  end
end
