# The published vectors of FIPS 180-4 and RFC 1321, and messages that end around the last block's length.
fn main() do
  println("${Crypto.md5_bytes(Bytes.new())}")
  println("${Crypto.md5_bytes(Bytes.from_string("abc"))}")
  println("${Crypto.sha1_bytes(Bytes.new())}")
  println("${Crypto.sha1_bytes(Bytes.from_string("abc"))}")
  println("${Crypto.sha256_bytes(Bytes.new())}")
  println("${Crypto.sha256_bytes(Bytes.from_string("abc"))}")
  println("${Crypto.sha256_bytes(Bytes.from_string("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))}")
  println("${Crypto.sha256_bytes(Bytes.repeat(97, 1000000))}")
  println("${Crypto.sha512_bytes(Bytes.new())}")
  println("${Crypto.sha512_bytes(Bytes.from_string("abc"))}")
  println("${Crypto.sha512_bytes(Bytes.from_string("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))}")
  println("${Crypto.sha512_bytes(Bytes.repeat(97, 1000000))}")
  println("${Crypto.sha256_bytes(Bytes.repeat(97, 55))}")
  println("${Crypto.sha256_bytes(Bytes.repeat(97, 56))}")
  println("${Crypto.sha256_bytes(Bytes.repeat(97, 63))}")
  println("${Crypto.sha256_bytes(Bytes.repeat(97, 64))}")
  println("${Crypto.sha512_bytes(Bytes.repeat(97, 111))}")
  println("${Crypto.sha512_bytes(Bytes.repeat(97, 112))}")
  println("${Crypto.sha512_bytes(Bytes.repeat(97, 127))}")
  println("${Crypto.sha512_bytes(Bytes.repeat(97, 128))}")
  # parts that leave blocks half full give what the whole gives
  let whole = Bytes.repeat(97, 1000)
  for n in [1, 63, 64, 65, 127, 128, 129, 1000] do
    for alg in [:md5, :sha1, :sha256, :sha512] do
      let once = Crypto.hash_iter(alg, Iter.from([whole]))
      let parts = Iter.from([Bytes.take(whole, n), Bytes.new(), Bytes.drop(whole, n)])
      if once != Crypto.hash_iter(alg, parts) do
        println("${alg} differs at ${n}")
      end
    end
  end
end
