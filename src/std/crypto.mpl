##! Digests, authentication, secret randomness, identifiers and keys from passwords. Texts are taken as their UTF-8.

extern "mesh_digest_text" fn digest_text(s :: String, algorithm :: Int) -> String
extern "mesh_digest_bytes" fn digest(b :: Bytes, algorithm :: Int) -> Bytes
extern "mesh_digest_start" fn digest_start(algorithm :: Int) -> Bytes
extern "mesh_digest_update_own" fn digest_update(state :: Bytes, part :: Bytes) -> Bytes
extern "mesh_digest_finish" fn digest_finish(state :: Bytes) -> Bytes
extern "mesh_hmac_text" fn hmac_text(key :: String, msg :: String, algorithm :: Int) -> String
extern "mesh_hmac_bytes" fn hmac(key :: Bytes, msg :: Bytes, algorithm :: Int) -> Bytes
extern "mesh_random_bytes" fn system_bytes(n :: Int) -> Bytes
extern "mesh_random_uuid7" fn ordered_uuid() -> Bytes

# The algorithms by the runtime's numbers.
let md5_number :: Int = 0
let sha1_number :: Int = 1
let sha256_number :: Int = 2
let sha512_number :: Int = 3

## SHA-256 in 64 hexadecimal digits.
##
##     Crypto.sha256("tram")  # => c2a6bc4a1d176d25080b6ab9eee1f512bb75c484a8890dc5cdb81ab3601576bb
pub fn sha256(s :: String) -> String = digest_text(s, sha256_number)

## SHA-512 in 128 hexadecimal digits.
##
##     String.take(Crypto.sha512("abc"), 16)  # => ddaf35a193617aba
pub fn sha512(s :: String) -> String = digest_text(s, sha512_number)

## SHA-1 in 40 hexadecimal digits. Insecure: for old protocols only.
##
##     Crypto.sha1("abc")  # => a9993e364706816aba3e25717850c26c9cd0d89d
pub fn sha1(s :: String) -> String = digest_text(s, sha1_number)

## MD5 in 32 hexadecimal digits. Insecure: for old protocols only.
##
##     Crypto.md5("tram")  # => ecb1da74e8ff8fdd2911197ecf8badc0
pub fn md5(s :: String) -> String = digest_text(s, md5_number)

## The 32 bytes of SHA-256.
##
##     Bytes.take(Crypto.sha256_bytes(Bytes.from_string("abc")), 4)  # => ba7816bf
pub fn sha256_bytes(b :: Bytes) -> Bytes = digest(b, sha256_number)

## The 64 bytes of SHA-512.
##
##     Bytes.take(Crypto.sha512_bytes(Bytes.from_string("abc")), 4)  # => ddaf35a1
pub fn sha512_bytes(b :: Bytes) -> Bytes = digest(b, sha512_number)

## The 20 bytes of SHA-1. Insecure: for old protocols only.
##
##     Bytes.take(Crypto.sha1_bytes(Bytes.from_string("abc")), 4)  # => a9993e36
pub fn sha1_bytes(b :: Bytes) -> Bytes = digest(b, sha1_number)

## The 16 bytes of MD5. Insecure: for old protocols only.
##
##     Crypto.md5_bytes(Bytes.from_string("abc"))  # => 900150983cd24fb0d6963f7d28e17f72
pub fn md5_bytes(b :: Bytes) -> Bytes = digest(b, md5_number)

## HMAC with SHA-256, in hexadecimal digits.
##
##     Crypto.hmac_sha256("key", "tram")  # => e858226965eaf769bcf541c43294bb5ef223a02a67e3aaedb315e876ee29e685
pub fn hmac_sha256(key :: String, msg :: String) -> String = hmac_text(key, msg, sha256_number)

## HMAC with SHA-512, in hexadecimal digits.
##
##     String.length(Crypto.hmac_sha512("key", "tram"))  # => 128
pub fn hmac_sha512(key :: String, msg :: String) -> String = hmac_text(key, msg, sha512_number)

## The 32 bytes of HMAC with SHA-256.
##
##     Bytes.take(Crypto.hmac_sha256_bytes(Bytes.from_string("key"), Bytes.from_string("tram")), 4)  # => e8582269
pub fn hmac_sha256_bytes(key :: Bytes, msg :: Bytes) -> Bytes = hmac(key, msg, sha256_number)

## The 64 bytes of HMAC with SHA-512.
##
##     Bytes.length(Crypto.hmac_sha512_bytes(Bytes.new(), Bytes.new()))  # => 64
pub fn hmac_sha512_bytes(key :: Bytes, msg :: Bytes) -> Bytes = hmac(key, msg, sha512_number)

fn algorithm_number(alg :: Atom) -> Int do
  case alg do
    :md5 -> md5_number
    :sha1 -> sha1_number
    :sha256 -> sha256_number
    :sha512 -> sha512_number
    _ -> panic("Crypto.hash_iter: unknown algorithm ${alg.inspect()}")
  end
end

## The digest (`:md5 :sha1 :sha256 :sha512`) of parts one after the other; another algorithm panics.
##
##     Crypto.hash_iter(:md5, Iter.from([Bytes.from_string("a"), Bytes.from_string("bc")]))  # => 900150983cd24fb0d6963f7d28e17f72
pub fn hash_iter(alg :: Atom, parts :: Iter<Bytes>) -> Bytes = hash_onto(digest_start(algorithm_number(alg)), parts)

fn hash_onto(state :: Bytes, parts :: Iter<Bytes>) -> Bytes do
  case Iter.pull(parts) do
    Some((part, rest)) -> hash_onto(digest_update(state, part), rest)
    None -> digest_finish(state)
  end
end

## Are two texts equal? The time depends on their lengths only.
##
##     Crypto.secure_compare("oak", "oaks")  # => false
pub fn secure_compare(a :: String, b :: String) -> Bool = secure_compare_bytes(Bytes.from_string(a), Bytes.from_string(b))

## Are they equal? The time depends on their lengths only.
##
##     Crypto.secure_compare_bytes(Bytes.repeat(1, 2), Bytes.repeat(1, 2))  # => true
pub extern "mesh_bytes_secure_equals" fn secure_compare_bytes(a :: Bytes, b :: Bytes) -> Bool

fn some_bytes(function :: String, n :: Int) -> Bytes do
  if n < 0 do
    panic("Crypto.${function}: negative length")
  end
  system_bytes(n)
end

## Bytes of the operating system's randomness; a negative number panics.
##
##     Bytes.length(Crypto.random_bytes(9))  # => 9
pub fn random_bytes(n :: Int) -> Bytes = some_bytes("random_bytes", n)

## n random bytes in hexadecimal digits.
##
##     String.length(Crypto.random_hex(8))  # => 16
pub fn random_hex(n :: Int) -> String = Bytes.to_hex(some_bytes("random_hex", n))

## n random bytes in Base64 for URLs, without padding.
##
##     String.length(Crypto.random_token(9))  # => 12
pub fn random_token(n :: Int) -> String = Base64.encode_url_bytes(some_bytes("random_token", n))

fn uuid_text(b :: Bytes) -> String do
  let hex = Bytes.to_hex(b)
  "${String.slice(hex, 0, 8)}-${String.slice(hex, 8, 12)}-${String.slice(hex, 12, 16)}-${String.slice(hex, 16, 20)}-${String.slice(hex, 20, 32)}"
end

# With the bits of a byte that `mask` has, and those of `bits`.
fn marked(b :: Bytes, i :: Int, mask :: Int, bits :: Int) -> Bytes do
  Bytes.set(b, i, Int.bit_or(Int.bit_and(Bytes.get(b, i), mask), bits))
end

## A random identifier: a UUID of version 4.
##
##     String.length(Crypto.uuid4())  # => 36
pub fn uuid4() -> String = uuid_text(marked(marked(system_bytes(16), 6, 15, 64), 8, 63, 128))

## An identifier that begins with the time: a UUID of version 7, greater than those before it in this process.
##
##     Crypto.uuid7() < Crypto.uuid7()  # => true
pub fn uuid7() -> String = uuid_text(ordered_uuid())

## Is it a UUID of any version: 8-4-4-4-12 hexadecimal digits of either case?
##
##     Crypto.is_uuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")  # => true
pub fn is_uuid(s :: String) -> Bool do
  let parts = String.split(s, "-")
  List.map(parts, String.byte_length) == [8, 4, 4, 4, 12] and List.all(parts, fn part -> Bytes.hex_error(part) < 0 end)
end

# ---- keys from passwords ----

extern "mesh_kdf_pbkdf2" fn pbkdf2(password :: Bytes, salt :: Bytes, rounds :: Int, length :: Int, algorithm :: Int) -> Bytes
extern "mesh_kdf_scrypt" fn checked_scrypt(password :: Bytes, salt :: Bytes, ln :: Int, r :: Int, p :: Int, length :: Int) -> Bytes
extern "mesh_kdf_hkdf" fn hkdf(key :: Bytes, salt :: Bytes, info :: Bytes, length :: Int) -> Bytes

# The largest memory that scrypt may ask for, in units of its 128 bytes: 1 GiB.
let memory_limit :: Int = 8388608

fn checked_pbkdf2(password :: Bytes, salt :: Bytes, rounds :: Int, length :: Int, algorithm :: Int) -> Bytes!String do
  if rounds < 1 or length < 1 or length > 1024 do
    Err("invalid parameters")
  else
    Ok(pbkdf2(password, salt, rounds, length, algorithm))
  end
end

## PBKDF2 with HMAC-SHA-256: a key of 1 to 1024 bytes.
##
##     Crypto.pbkdf2_sha256(Bytes.from_string("pw"), Bytes.from_string("salt"), 0, 16)  # => Err(invalid parameters)
pub fn pbkdf2_sha256(password :: Bytes, salt :: Bytes, rounds :: Int, length :: Int) -> Bytes!String do
  checked_pbkdf2(password, salt, rounds, length, sha256_number)
end

## PBKDF2 with HMAC-SHA-512: a key of 1 to 1024 bytes.
##
##     Crypto.pbkdf2_sha512(Bytes.from_string("pw"), Bytes.from_string("salt"), 1, 0)  # => Err(invalid parameters)
pub fn pbkdf2_sha512(password :: Bytes, salt :: Bytes, rounds :: Int, length :: Int) -> Bytes!String do
  checked_pbkdf2(password, salt, rounds, length, sha512_number)
end

fn is_scrypt(ln :: Int, r :: Int, p :: Int) -> Bool do
  if ln < 1 or ln > 24 or r < 1 or p < 1 or r > memory_limit do
    false
  else
    p <= memory_limit / r and Int.shift_left(1, ln) <= memory_limit / r
  end
end

## scrypt with N = 2^ln: a key of 1 to 1024 bytes; parameters that ask for more than 1 GiB are refused.
##
##     Crypto.scrypt(Bytes.from_string("pw"), Bytes.from_string("salt"), 30, 8, 1, 16)  # => Err(invalid parameters)
pub fn scrypt(password :: Bytes, salt :: Bytes, ln :: Int, r :: Int, p :: Int, length :: Int) -> Bytes!String do
  if is_scrypt(ln, r, p) and length >= 1 and length <= 1024 do
    Ok(checked_scrypt(password, salt, ln, r, p, length))
  else
    Err("invalid parameters")
  end
end

## HKDF with SHA-256: a key of 1 to 8160 bytes from one that is secret already.
##
##     Crypto.hkdf_sha256(Bytes.new(), Bytes.new(), Bytes.new(), 0)  # => Err(invalid parameters)
pub fn hkdf_sha256(key :: Bytes, salt :: Bytes, info :: Bytes, length :: Int) -> Bytes!String do
  if length < 1 or length > 8160 do
    Err("invalid parameters")
  else
    Ok(hkdf(key, salt, info, length))
  end
end

# A stored password: the parameters of scrypt, the salt and the hash.
struct Stored do
  ln :: Int
  r :: Int
  p :: Int
  salt :: Bytes
  hash :: Bytes
end deriving()

# The number of `name=NUMBER`, in canonical digits.
fn parameter(text :: String, name :: String) -> Int? do
  let n = String.to_int(String.drop(text, String.length(name) + 1))?
  if text == "${name}=${n}" do
    Some(n)
  else
    None
  end
end

fn unpadded(text :: String) -> Bytes? do
  if String.contains(text, "=") do
    return None
  end
  case Base64.decode_bytes(text) do
    Ok(b) -> Some(b)
    Err(_) -> None
  end
end

# What `password_hash` wrote, with parameters that are allowed.
fn parsed(stored :: String) -> Stored? do
  case String.split(stored, "$") do
    ["", "scrypt", parameters, salt_text, hash_text] ->
      case String.split(parameters, ",") do
        [ln_text, r_text, p_text] -> do
          let ln = parameter(ln_text, "ln")?
          let r = parameter(r_text, "r")?
          let p = parameter(p_text, "p")?
          let salt = unpadded(salt_text)?
          let hash = unpadded(hash_text)?
          if ln > 20 or r > 32 or p > 16 or not is_scrypt(ln, r, p) or Bytes.length(hash) < 16 or Bytes.length(hash) > 1024 do
            None
          else
            Some(Stored { ln: ln, r: r, p: p, salt: salt, hash: hash })
          end
        end
        _ -> None
      end
    _ -> None
  end
end

## A password's hash for storing, with its random salt and its parameters.
##
##     Crypto.password_verify("elm", Crypto.password_hash("elm"))  # => true
pub fn password_hash(password :: String) -> String do
  let salt = system_bytes(16)
  let hash = checked_scrypt(Bytes.from_string(password), salt, 15, 8, 1, 32)
  "$scrypt$ln=15,r=8,p=1$" <> String.trim_end(Base64.encode_bytes(salt), "=") <> "$" <> String.trim_end(Base64.encode_bytes(hash), "=")
end

## Is it the password that was stored? False for a text that is no stored password.
##
##     Crypto.password_verify("elm", "plain")  # => false
pub fn password_verify(password :: String, stored :: String) -> Bool do
  case parsed(stored) do
    Some(s) -> do
      let hash = checked_scrypt(Bytes.from_string(password), s.salt, s.ln, s.r, s.p, Bytes.length(s.hash))
      secure_compare_bytes(hash, s.hash)
    end
    None -> false
  end
end

## Should it be hashed anew at the next login: is it no stored password, or one with weaker parameters than today's?
##
##     Crypto.password_needs_rehash("plain")  # => true
pub fn password_needs_rehash(stored :: String) -> Bool do
  case parsed(stored) do
    Some(s) -> s.ln < 15 or s.r < 8 or s.p < 1 or Bytes.length(s.salt) < 16 or Bytes.length(s.hash) < 32
    None -> true
  end
end
