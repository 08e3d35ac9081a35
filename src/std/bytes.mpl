##! Bytes: immutable sequences of bytes. Slices share storage with their source.
##!
##! Used by the compiler: `length`, `get_unchecked`.

## A sequence of bytes; a byte is an Int from 0 to 255.
pub extern "mesh_bytes" type Bytes

## The order of the bytes of a number.
pub type Endian do
  Big
  Little
end

extern "mesh_bytes_get_unchecked" fn get_unchecked(b :: Bytes, i :: Int) -> Int
extern "mesh_bytes_set_unchecked_own" fn set_unchecked(b :: Bytes, i :: Int, byte :: Int) -> Bytes
extern "mesh_bytes_append_byte_own" fn append_byte(b :: Bytes, byte :: Int) -> Bytes
extern "mesh_bytes_repeat_byte" fn repeat_byte(byte :: Int, n :: Int) -> Bytes
extern "mesh_bytes_with_capacity" fn with_capacity(n :: Int) -> Bytes
extern "mesh_bytes_slice" fn slice_between(b :: Bytes, from :: Int, to :: Int) -> Bytes
extern "mesh_bytes_find" fn find_offset(b :: Bytes, sub :: Bytes, from :: Int) -> Int
extern "mesh_bytes_matches" fn matches_at(b :: Bytes, sub :: Bytes, at :: Int) -> Bool
extern "mesh_bytes_equals" fn equals(a :: Bytes, b :: Bytes) -> Bool
extern "mesh_bytes_compare" fn order(a :: Bytes, b :: Bytes) -> Int
extern "mesh_bytes_hash" fn fnv(b :: Bytes) -> Int
extern "mesh_bytes_hex_error" fn hex_error(s :: String) -> Int
extern "mesh_bytes_from_hex" fn from_checked_hex(s :: String) -> Bytes
extern "mesh_bytes_utf8_error" fn utf8_error(b :: Bytes) -> Int
extern "mesh_bytes_to_string" fn checked_text(b :: Bytes) -> String
extern "mesh_bytes_read" fn read_bits(b :: Bytes, at :: Int, width :: Int, big :: Bool) -> Int
extern "mesh_bytes_put_own" fn put_bits(b :: Bytes, bits :: Int, width :: Int, big :: Bool) -> Bytes
extern "mesh_bytes_single_from_bits" fn single_from_bits(bits :: Int) -> Float
extern "mesh_bytes_single_to_bits" fn single_to_bits(x :: Float) -> Int
extern "mesh_bytes_append_string_own" fn append_string(b :: Bytes, s :: String) -> Bytes

fn byte_panic(function :: String, n :: Int) -> Never do
  panic("Bytes.${function}: ${n} is not a byte")
end

fn index_panic(function :: String, i :: Int, length :: Int) -> Never do
  panic("Bytes.${function}: index ${i} out of bounds (length ${length})")
end

fn is_byte(n :: Int) -> Bool = n >= 0 and n <= 255

fn is_big(endian :: Endian) -> Bool do
  case endian do
    Big -> true
    Little -> false
  end
end

## No bytes.
##
##     Bytes.length(Bytes.new())  # => 0
pub extern "mesh_bytes_new" fn new() -> Bytes

## The bytes of a list.
##
##     Bytes.from_list([222, 173])  # => dead
pub fn from_list(xs :: List<Int>) -> Bytes = from_list_from(xs, 0, with_capacity(List.length(xs)))

fn from_list_from(xs :: List<Int>, i :: Int, acc :: Bytes) -> Bytes do
  if i < List.length(xs) do
    let n = List.get_unchecked(xs, i)
    if not is_byte(n) do
      byte_panic("from_list", n)
    end
    from_list_from(xs, i + 1, append_byte(acc, n))
  else
    acc
  end
end

## The bytes of an iterator.
##
##     Iter.from([1, 255]) |> Bytes.collect()  # => 01ff
pub fn collect(it :: Iter<Int>) -> Bytes = collect_onto(it, new())

fn collect_onto(it :: Iter<Int>, acc :: Bytes) -> Bytes do
  case Iter.pull(it) do
    Some((n, rest)) ->
      if not is_byte(n) do
        byte_panic("collect", n)
      end
      collect_onto(rest, append_byte(acc, n))
    None -> acc
  end
end

## The UTF-8 of a text; the same as `String.to_bytes`.
##
##     Bytes.from_string("é")  # => c3a9
pub extern "mesh_bytes_from_string" fn from_string(s :: String) -> Bytes

## A byte n times.
##
##     Bytes.repeat(0, 3)  # => 000000
pub fn repeat(byte :: Int, n :: Int) -> Bytes do
  if not is_byte(byte) do
    byte_panic("repeat", byte)
  end
  repeat_byte(byte, n)
end

## The bytes that hexadecimal digits in either case show.
##
##     Bytes.from_hex("DEad")  # => Ok(dead)
pub fn from_hex(s :: String) -> Bytes!String do
  let bad = hex_error(s)
  if bad >= 0 do
    Err("invalid hex: digit at ${bad}")
  else if String.byte_length(s) % 2 != 0 do
    Err("invalid hex: odd number of digits")
  else
    Ok(from_checked_hex(s))
  end
end

## Hexadecimal digits in lower case.
##
##     Bytes.to_hex(Bytes.from_list([1, 255]))  # => 01ff
pub extern "mesh_bytes_to_hex" fn to_hex(b :: Bytes) -> String

## The bytes in a list.
##
##     Bytes.to_list(Bytes.from_string("Hi"))  # => [72, 105]
pub fn to_list(b :: Bytes) -> List<Int> = List.generate(length(b), fn i -> get_unchecked(b, i) end)

## The text whose UTF-8 they are.
##
##     Bytes.to_utf8(Bytes.from_list([72, 200]))  # => Err(invalid utf-8: at byte 1)
pub fn to_utf8(b :: Bytes) -> String!String do
  let bad = utf8_error(b)
  if bad >= 0 do
    Err("invalid utf-8: at byte ${bad}")
  else
    Ok(checked_text(b))
  end
end

## The same with each maximal ill-formed part as U+FFFD.
##
##     Bytes.to_utf8_lossy(Bytes.from_list([72, 200, 105]))  # => H�i
pub extern "mesh_bytes_to_utf8_lossy" fn to_utf8_lossy(b :: Bytes) -> String

## The number of bytes.
##
##     Bytes.length(Bytes.from_string("é"))  # => 2
pub extern "mesh_bytes_length" fn length(b :: Bytes) -> Int

## Are there no bytes?
##
##     Bytes.is_empty(Bytes.new())  # => true
pub fn is_empty(b :: Bytes) -> Bool = length(b) == 0

## The byte at a position; outside it panics.
##
##     Bytes.get(Bytes.from_string("Hi"), 1)  # => 105
pub fn get(b :: Bytes, i :: Int) -> Int do
  if i < 0 or i >= length(b) do
    index_panic("get", i, length(b))
  end
  get_unchecked(b, i)
end

## The byte at a position, if there is one; a negative position counts from the end.
##
##     Bytes.at(Bytes.from_string("Hi"), -2)  # => Some(72)
pub fn at(b :: Bytes, i :: Int) -> Int? do
  let n = length(b)
  let k = if i < 0 do i + n else i end
  if k < 0 or k >= n do
    None
  else
    Some(get_unchecked(b, k))
  end
end

## With another byte at a position; outside it panics.
##
##     Bytes.set(Bytes.from_list([1, 2]), 0, 9)  # => 0902
pub fn set(b :: Bytes, i :: Int, byte :: Int) -> Bytes do
  if i < 0 or i >= length(b) do
    index_panic("set", i, length(b))
  end
  if not is_byte(byte) do
    byte_panic("set", byte)
  end
  set_unchecked(b, i, byte)
end

## With a byte at the end.
##
##     Bytes.append(Bytes.new(), 7)  # => 07
pub fn append(b :: Bytes, byte :: Int) -> Bytes do
  if not is_byte(byte) do
    byte_panic("append", byte)
  end
  append_byte(b, byte)
end

## The bytes of `a`, then those of `b`.
##
##     Bytes.concat(Bytes.repeat(1, 1), Bytes.repeat(2, 2))  # => 010202
pub extern "mesh_bytes_concat_own" fn concat(a :: Bytes, b :: Bytes) -> Bytes

## The parts with `sep` between them, in one allocation.
##
##     Bytes.join([Bytes.repeat(1, 1), Bytes.repeat(2, 1)], Bytes.repeat(0, 1))  # => 010002
pub fn join(bs :: List<Bytes>, sep :: Bytes) -> Bytes do
  let n = List.length(bs)
  if n == 0 do
    new()
  else
    let size = List.reduce(bs, length(sep) * (n - 1), fn total, b -> total + length(b) end)
    join_from(bs, sep, 1, concat(with_capacity(size), List.get_unchecked(bs, 0)))
  end
end

fn join_from(bs :: List<Bytes>, sep :: Bytes, i :: Int, acc :: Bytes) -> Bytes do
  if i < List.length(bs) do
    join_from(bs, sep, i + 1, concat(concat(acc, sep), List.get_unchecked(bs, i)))
  else
    acc
  end
end

fn clamped(b :: Bytes, i :: Int) -> Int do
  if i < 0 do
    0
  else if i > length(b) do
    length(b)
  else
    i
  end
end

## The bytes from `start` to before `stop`, both clamped.
##
##     Bytes.slice(Bytes.from_list([1, 2, 3, 4]), 1, 3)  # => 0203
pub fn slice(b :: Bytes, start :: Int, stop :: Int) -> Bytes do
  let from = clamped(b, start)
  let to = clamped(b, stop)
  if to <= from do
    new()
  else
    slice_between(b, from, to)
  end
end

## The first n bytes.
##
##     Bytes.take(Bytes.from_list([1, 2, 3]), 2)  # => 0102
pub fn take(b :: Bytes, n :: Int) -> Bytes = slice_between(b, 0, clamped(b, n))

## All but the first n bytes.
##
##     Bytes.drop(Bytes.from_list([1, 2, 3]), 2)  # => 03
pub fn drop(b :: Bytes, n :: Int) -> Bytes = slice_between(b, clamped(b, n), length(b))

## The last n bytes.
##
##     Bytes.take_end(Bytes.from_list([1, 2, 3]), 2)  # => 0203
pub fn take_end(b :: Bytes, n :: Int) -> Bytes do
  if n <= 0 do
    new()
  else
    slice_between(b, clamped(b, length(b) - n), length(b))
  end
end

## All but the last n bytes.
##
##     Bytes.drop_end(Bytes.from_list([1, 2, 3]), 2)  # => 01
pub fn drop_end(b :: Bytes, n :: Int) -> Bytes do
  if n <= 0 do
    b
  else
    slice_between(b, 0, clamped(b, length(b) - n))
  end
end

## `(take(b, i), drop(b, i))`.
##
##     Bytes.split_at(Bytes.from_list([1, 2, 3]), 1)  # => (01, 0203)
pub fn split_at(b :: Bytes, i :: Int) -> (Bytes, Bytes) = (take(b, i), drop(b, i))

## The parts between separators; an empty separator panics.
##
##     Bytes.split(Bytes.from_list([1, 0, 2]), Bytes.repeat(0, 1))  # => [01, 02]
pub fn split(b :: Bytes, sep :: Bytes) -> List<Bytes> do
  if length(sep) == 0 do
    panic("Bytes.split: empty separator")
  end
  split_from(b, sep, 0, [])
end

fn split_from(b :: Bytes, sep :: Bytes, from :: Int, acc :: List<Bytes>) -> List<Bytes> do
  let found = find_offset(b, sep, from)
  if found < 0 do
    List.append(acc, slice_between(b, from, length(b)))
  else
    split_from(b, sep, found + length(sep), List.append(acc, slice_between(b, from, found)))
  end
end

## The position of the first occurrence.
##
##     Bytes.index_of(Bytes.from_list([1, 0, 2]), Bytes.from_list([0, 2]))  # => Some(1)
pub fn index_of(b :: Bytes, sub :: Bytes) -> Int? = index_from(b, sub, 0)

## The position of the first occurrence at or after `from`, which is clamped.
##
##     Bytes.index_of(Bytes.from_list([1, 0, 1]), Bytes.from_list([1]), 1)  # => Some(2)
pub fn index_of(b :: Bytes, sub :: Bytes, from :: Int) -> Int? = index_from(b, sub, clamped(b, from))

fn index_from(b :: Bytes, sub :: Bytes, from :: Int) -> Int? do
  let found = find_offset(b, sub, from)
  if found < 0 do
    None
  else
    Some(found)
  end
end

## Does `sub` occur in them?
##
##     Bytes.contains(Bytes.from_list([1, 0, 2]), Bytes.from_list([0]))  # => true
pub fn contains(b :: Bytes, sub :: Bytes) -> Bool = find_offset(b, sub, 0) >= 0

## Do they begin with `prefix`?
##
##     Bytes.starts_with(Bytes.from_list([1, 2]), Bytes.from_list([1]))  # => true
pub fn starts_with(b :: Bytes, prefix :: Bytes) -> Bool = matches_at(b, prefix, 0)

## Do they end with `suffix`?
##
##     Bytes.ends_with(Bytes.from_list([1, 2]), Bytes.from_list([2]))  # => true
pub fn ends_with(b :: Bytes, suffix :: Bytes) -> Bool do
  length(suffix) <= length(b) and matches_at(b, suffix, length(b) - length(suffix))
end

## In the opposite order.
##
##     Bytes.reverse(Bytes.from_list([1, 2, 3]))  # => 030201
pub extern "mesh_bytes_reverse" fn reverse(b :: Bytes) -> Bytes

## The same bytes in storage of their own, of exact size.
##
##     Bytes.copy(Bytes.from_list([1]))  # => 01
pub extern "mesh_bytes_copy" fn copy(b :: Bytes) -> Bytes

fn check_width(function :: String, width :: Int) -> () do
  if width < 1 or width > 8 do
    panic("Bytes.${function}: width ${width} is not between 1 and 8")
  end
end

fn check_float_width(function :: String, width :: Int) -> () do
  if width != 4 and width != 8 do
    panic("Bytes.${function}: width ${width} is not 4 or 8")
  end
end

fn holds(b :: Bytes, at :: Int, width :: Int) -> Bool = at >= 0 and at <= length(b) - width

## The unsigned number in `width` (1 to 8) bytes from a position; `None` if they are not all there or it exceeds Int.max.
##
##     Bytes.read_uint(Bytes.from_list([1, 2, 3]), 1, 2, Endian.Big)  # => Some(515)
pub fn read_uint(b :: Bytes, at :: Int, width :: Int, endian :: Endian) -> Int? do
  check_width("read_uint", width)
  if holds(b, at, width) do
    let n = read_bits(b, at, width, is_big(endian))
    if n < 0 do
      None
    else
      Some(n)
    end
  else
    None
  end
end

## The number in two's complement in `width` (1 to 8) bytes from a position.
##
##     Bytes.read_int(Bytes.from_list([254, 255]), 0, 2, Endian.Little)  # => Some(-2)
pub fn read_int(b :: Bytes, at :: Int, width :: Int, endian :: Endian) -> Int? do
  check_width("read_int", width)
  if holds(b, at, width) do
    let unused = 64 - 8 * width
    Some(Int.shift_right(Int.shift_left(read_bits(b, at, width, is_big(endian)), unused), unused))
  else
    None
  end
end

## The Float in 4 or 8 bytes from a position.
##
##     Bytes.read_float(Bytes.from_list([63, 128, 0, 0]), 0, 4, Endian.Big)  # => Some(1)
pub fn read_float(b :: Bytes, at :: Int, width :: Int, endian :: Endian) -> Float? do
  check_float_width("read_float", width)
  if holds(b, at, width) do
    let bits = read_bits(b, at, width, is_big(endian))
    if width == 4 do
      Some(single_from_bits(bits))
    else
      Some(Float.from_bits(bits))
    end
  else
    None
  end
end

## An unsigned number in `width` (1 to 8) bytes at the end; one that does not fit panics.
##
##     Bytes.put_uint(Bytes.new(), 515, 4, Endian.Little)  # => 03020000
pub fn put_uint(b :: Bytes, n :: Int, width :: Int, endian :: Endian) -> Bytes do
  check_width("put_uint", width)
  if n < 0 or (width < 8 and Int.shift_right(n, 8 * width) != 0) do
    panic("Bytes.put_uint: ${n} does not fit in ${width} byte(s)")
  end
  put_bits(b, n, width, is_big(endian))
end

## A number in two's complement in `width` (1 to 8) bytes at the end; one that does not fit panics.
##
##     Bytes.put_int(Bytes.new(), -2, 2, Endian.Big)  # => fffe
pub fn put_int(b :: Bytes, n :: Int, width :: Int, endian :: Endian) -> Bytes do
  check_width("put_int", width)
  let rest = Int.shift_right(n, 8 * width - 1)
  if rest != 0 and rest != -1 do
    panic("Bytes.put_int: ${n} does not fit in ${width} byte(s)")
  end
  put_bits(b, n, width, is_big(endian))
end

## A Float in 4 (rounded to binary32) or 8 bytes at the end.
##
##     Bytes.put_float(Bytes.new(), 1.5, 4, Endian.Big)  # => 3fc00000
pub fn put_float(b :: Bytes, x :: Float, width :: Int, endian :: Endian) -> Bytes do
  check_float_width("put_float", width)
  let bits = if width == 4 do single_to_bits(x) else Float.to_bits(x) end
  put_bits(b, bits, width, is_big(endian))
end

## The UTF-8 of a text at the end.
##
##     Bytes.put_string(Bytes.repeat(2, 1), "Hi")  # => 024869
pub fn put_string(b :: Bytes, s :: String) -> Bytes = append_string(b, s)

## The unsigned LEB128 number at a position, and the position after it.
##
##     Bytes.read_varint(Bytes.from_list([172, 2]), 0)  # => Some((300, 2))
pub fn read_varint(b :: Bytes, at :: Int) -> Option<(Int, Int)> do
  if at < 0 do
    None
  else
    varint_from(b, at, 0, 0)
  end
end

fn varint_from(b :: Bytes, at :: Int, shift :: Int, acc :: Int) -> Option<(Int, Int)> do
  if at >= length(b) do
    return None
  end
  let byte = get_unchecked(b, at)
  let payload = Int.bit_and(byte, 127)
  # 9 groups of 7 bits are the 63 bits of an Int; more may only be zeros
  if shift >= 63 and payload != 0 do
    return None
  end
  let value = if shift >= 63 do acc else Int.bit_or(acc, Int.shift_left(payload, shift)) end
  if byte < 128 do
    Some((value, at + 1))
  else
    varint_from(b, at + 1, shift + 7, value)
  end
end

## A number in unsigned LEB128 at the end; a negative one panics.
##
##     Bytes.put_varint(Bytes.new(), 300)  # => ac02
pub fn put_varint(b :: Bytes, n :: Int) -> Bytes do
  if n < 0 do
    panic("Bytes.put_varint: ${n} is negative")
  end
  varint_onto(b, n)
end

fn varint_onto(b :: Bytes, n :: Int) -> Bytes do
  if n < 128 do
    append_byte(b, n)
  else
    varint_onto(append_byte(b, Int.bit_or(Int.bit_and(n, 127), 128)), Int.shift_right(n, 7))
  end
end

impl Eq for Bytes do
  fn eq(self, other :: Bytes) -> Bool = equals(self, other)
end

impl Ord for Bytes do
  fn compare(self, other :: Bytes) -> Ordering = Ordering.from_int(order(self, other))
end

impl Hash for Bytes do
  fn hash(self) -> Int = fnv(self)
end

impl Display for Bytes do
  fn to_string(self) -> String = to_hex(self)
end

impl Debug for Bytes do
  fn inspect(self) -> String = "#Bytes<" <> to_hex(self) <> ">"
end

impl Default for Bytes do
  fn default() -> Bytes = new()
end

impl Iterable for Bytes do
  type Item = Int
  type Iter = Iter<Int>
  fn iter(self) -> Iter<Int> = Iter.over_bytes(self, 0)
end
