##! Int: 64-bit integers in two's complement.
##!
##! Used by the compiler: `less_than`, `wrapping_add`.

## The largest Int.
pub let max :: Int = 9223372036854775807

## The smallest Int.
pub let min :: Int = -9223372036854775808

extern "mesh_int_eq" fn equals(a :: Int, b :: Int) -> Bool
extern "mesh_int_lt" fn less_than(a :: Int, b :: Int) -> Bool
extern "mesh_int_compare" fn order(a :: Int, b :: Int) -> Int
extern "mesh_int_hash" fn fnv(a :: Int) -> Int
extern "mesh_int_add_at" fn sum(a :: Int, b :: Int) -> Int
extern "mesh_int_sub_at" fn difference(a :: Int, b :: Int) -> Int
extern "mesh_int_mul_at" fn product(a :: Int, b :: Int) -> Int
extern "mesh_int_div_at" fn quotient(a :: Int, b :: Int) -> Int
extern "mesh_int_mod_at" fn remainder(a :: Int, b :: Int) -> Int
extern "mesh_int_neg_at" fn negative(a :: Int) -> Int
extern "mesh_int_add_overflows" fn add_overflows(a :: Int, b :: Int) -> Bool
extern "mesh_int_sub_overflows" fn sub_overflows(a :: Int, b :: Int) -> Bool
extern "mesh_int_mul_overflows" fn mul_overflows(a :: Int, b :: Int) -> Bool
extern "mesh_int_parse" fn parses(s :: String, base :: Int) -> Bool
extern "mesh_int_parsed" fn parsed() -> Int
extern "mesh_int_sqrt" fn root(n :: Int) -> Int

## The nearest Float, ties to even.
##
##     Int.to_float(7) / 2.0  # => 3.5
pub extern "mesh_int_to_float" fn to_float(n :: Int) -> Float

## Decimal text.
##
##     Int.to_string(-40) <> "!"  # => -40!
pub extern "mesh_int_to_string" fn to_string(n :: Int) -> String

## Text in a base from 2 to 36, with the digits `0-9a-z`.
##
##     Int.to_string(-255, 16)  # => -ff
pub extern "mesh_int_to_string_base_at" fn to_string(n :: Int, base :: Int) -> String

## The Int that a text shows, white space around it not counted; the same as `String.to_int`.
##
##     Int.parse(" +42 ")  # => Some(42)
pub fn parse(s :: String) -> Int? do
  if parses(s, 10) do
    Some(parsed())
  else
    None
  end
end

## The same in a base from 2 to 36, digits in either case.
##
##     Int.parse("fF", 16)  # => Some(255)
pub fn parse(s :: String, base :: Int) -> Int? do
  if base < 2 or base > 36 do
    panic("Int.parse: base ${base} is not between 2 and 36")
  end
  if parses(s, base) do
    Some(parsed())
  else
    None
  end
end

## Decimal text with `sep` between groups of three digits.
##
##     Int.to_grouped(-1234567, ",")  # => -1,234,567
pub fn to_grouped(n :: Int, sep :: String) -> String do
  let text = to_string(n)
  let start = if n < 0 do 1 else 0 end
  let first = start + (String.byte_length(text) - start - 1) % 3 + 1
  grouped(text, sep, first, String.slice_bytes(text, 0, first))
end

fn grouped(text :: String, sep :: String, from :: Int, acc :: String) -> String do
  if from < String.byte_length(text) do
    grouped(text, sep, from + 3, acc <> sep <> String.slice_bytes(text, from, from + 3))
  else
    acc
  end
end

## The decimal digits of |n|, most significant first.
##
##     Int.digits(-907)  # => [9, 0, 7]
pub fn digits(n :: Int) -> List<Int> do
  let last = n % 10
  let digit = if last < 0 do -last else last end
  digits_before(n / 10, [digit])
end

fn digits_before(n :: Int, acc :: List<Int>) -> List<Int> do
  if n == 0 do
    List.reverse(acc)
  else
    let last = n % 10
    let digit = if last < 0 do -last else last end
    digits_before(n / 10, List.append(acc, digit))
  end
end

## The number with these decimal digits; `[]` is 0.
##
##     Int.from_digits([0, 4, 2])  # => 42
pub fn from_digits(ds :: List<Int>) -> Int = digits_value(ds, 0, 0)

fn digits_value(ds :: List<Int>, i :: Int, acc :: Int) -> Int do
  if i < List.length(ds) do
    let d = List.get_unchecked(ds, i)
    if d < 0 or d > 9 do
      panic("Int.from_digits: ${d} is not a digit")
    end
    digits_value(ds, i + 1, acc * 10 + d)
  else
    acc
  end
end

## Is it a multiple of 2?
##
##     Int.is_even(-4)  # => true
pub fn is_even(n :: Int) -> Bool = bit_and(n, 1) == 0

## Is it no multiple of 2?
##
##     Int.is_odd(-3)  # => true
pub fn is_odd(n :: Int) -> Bool = bit_and(n, 1) == 1

## `base` to the power of `exp`; a negative exponent panics, `pow(0, 0)` is 1.
##
##     Int.pow(-3, 3)  # => -27
pub extern "mesh_int_pow_at" fn pow(base :: Int, exp :: Int) -> Int

## The square root, rounded down; a negative argument panics.
##
##     Int.sqrt(99)  # => 9
pub fn sqrt(n :: Int) -> Int do
  if n < 0 do
    panic("Int.sqrt: negative argument ${n}")
  end
  root(n)
end

## The greatest common divisor, not negative.
##
##     Int.gcd(-12, 18)  # => 6
pub extern "mesh_int_gcd_at" fn gcd(a :: Int, b :: Int) -> Int

## The least common multiple, not negative; 0 if one is 0.
##
##     Int.lcm(4, 6)  # => 12
pub fn lcm(a :: Int, b :: Int) -> Int do
  if a == 0 or b == 0 do
    0
  else
    Math.abs(a / gcd(a, b) * b)
  end
end

## The quotient rounded toward minus infinity.
##
##     Int.div_floor(-7, 2)  # => -4
pub fn div_floor(a :: Int, b :: Int) -> Int do
  let q = a / b
  let r = a % b
  if r != 0 and (r < 0) != (b < 0) do
    q - 1
  else
    q
  end
end

## The remainder of `div_floor`: it has the sign of `b`.
##
##     Int.mod_floor(-7, 3)  # => 2
pub fn mod_floor(a :: Int, b :: Int) -> Int do
  let r = a % b
  if r != 0 and (r < 0) != (b < 0) do
    r + b
  else
    r
  end
end

## The quotient rounded toward plus infinity.
##
##     Int.div_ceil(7, 2)  # => 4
pub fn div_ceil(a :: Int, b :: Int) -> Int do
  let q = a / b
  let r = a % b
  if r != 0 and (r < 0) == (b < 0) do
    q + 1
  else
    q
  end
end

## The sum, or `None` if it is no Int.
##
##     Int.checked_add(Int.max, 1)  # => None
pub fn checked_add(a :: Int, b :: Int) -> Int? do
  if add_overflows(a, b) do
    None
  else
    Some(wrapping_add(a, b))
  end
end

## The difference, or `None` if it is no Int.
##
##     Int.checked_sub(3, 1)  # => Some(2)
pub fn checked_sub(a :: Int, b :: Int) -> Int? do
  if sub_overflows(a, b) do
    None
  else
    Some(wrapping_sub(a, b))
  end
end

## The product, or `None` if it is no Int.
##
##     Int.checked_mul(Int.max, 2)  # => None
pub fn checked_mul(a :: Int, b :: Int) -> Int? do
  if mul_overflows(a, b) do
    None
  else
    Some(wrapping_mul(a, b))
  end
end

## The quotient, or `None` for a zero divisor or an overflow.
##
##     Int.checked_div(1, 0)  # => None
pub fn checked_div(a :: Int, b :: Int) -> Int? do
  if b == 0 or (b == -1 and a == min) do
    None
  else
    Some(a / b)
  end
end

## The sum modulo 2^64.
##
##     Int.wrapping_add(Int.max, 1) == Int.min  # => true
pub extern "mesh_int_wrapping_add" fn wrapping_add(a :: Int, b :: Int) -> Int

## The difference modulo 2^64.
##
##     Int.wrapping_sub(Int.min, 1) == Int.max  # => true
pub extern "mesh_int_wrapping_sub" fn wrapping_sub(a :: Int, b :: Int) -> Int

## The product modulo 2^64.
##
##     Int.wrapping_mul(Int.max, 2)  # => -2
pub extern "mesh_int_wrapping_mul" fn wrapping_mul(a :: Int, b :: Int) -> Int

## The sum, clamped to the range of Int.
##
##     Int.saturating_add(Int.max, 1) == Int.max  # => true
pub extern "mesh_int_saturating_add" fn saturating_add(a :: Int, b :: Int) -> Int

## The difference, clamped to the range of Int.
##
##     Int.saturating_sub(Int.min, 1) == Int.min  # => true
pub extern "mesh_int_saturating_sub" fn saturating_sub(a :: Int, b :: Int) -> Int

## The product, clamped to the range of Int.
##
##     Int.saturating_mul(Int.min, 2) == Int.min  # => true
pub extern "mesh_int_saturating_mul" fn saturating_mul(a :: Int, b :: Int) -> Int

## Bitwise and.
##
##     Int.bit_and(6, 3)  # => 2
pub extern "mesh_int_bit_and" fn bit_and(a :: Int, b :: Int) -> Int

## Bitwise or.
##
##     Int.bit_or(6, 3)  # => 7
pub extern "mesh_int_bit_or" fn bit_or(a :: Int, b :: Int) -> Int

## Bitwise exclusive or.
##
##     Int.bit_xor(6, 3)  # => 5
pub extern "mesh_int_bit_xor" fn bit_xor(a :: Int, b :: Int) -> Int

## Every bit inverted.
##
##     Int.bit_not(0)  # => -1
pub extern "mesh_int_bit_not" fn bit_not(a :: Int) -> Int

## Shifted by 0 to 63 places; bits shifted out are lost, no overflow.
##
##     Int.shift_left(3, 4)  # => 48
pub extern "mesh_int_shift_left_at" fn shift_left(n :: Int, k :: Int) -> Int

## Shifted by 0 to 63 places, keeping the sign.
##
##     Int.shift_right(-9, 1)  # => -5
pub extern "mesh_int_shift_right_at" fn shift_right(n :: Int, k :: Int) -> Int

## Shifted by 0 to 63 places; zeros come in.
##
##     Int.shift_right_unsigned(-1, 60)  # => 15
pub extern "mesh_int_shift_right_unsigned_at" fn shift_right_unsigned(n :: Int, k :: Int) -> Int

## Rotated within 64 bits; `k` modulo 64.
##
##     Int.rotate_left(1, 65)  # => 2
pub extern "mesh_int_rotate_left" fn rotate_left(n :: Int, k :: Int) -> Int

## Rotated within 64 bits; `k` modulo 64.
##
##     Int.rotate_right(1, 1) == Int.min  # => true
pub extern "mesh_int_rotate_right" fn rotate_right(n :: Int, k :: Int) -> Int

## The number of bits that are set.
##
##     Int.count_ones(-1)  # => 64
pub extern "mesh_int_count_ones" fn count_ones(n :: Int) -> Int

## The number of zero bits before the first one; 64 for 0.
##
##     Int.leading_zeros(1)  # => 63
pub extern "mesh_int_leading_zeros" fn leading_zeros(n :: Int) -> Int

## The number of zero bits after the last one; 64 for 0.
##
##     Int.trailing_zeros(8)  # => 3
pub extern "mesh_int_trailing_zeros" fn trailing_zeros(n :: Int) -> Int

## The number of bits up to the first one.
##
##     Int.bit_length(255)  # => 8
pub fn bit_length(n :: Int) -> Int = 64 - leading_zeros(n)

impl Eq for Int do
  fn eq(self, other :: Int) -> Bool = equals(self, other)
end

impl Ord for Int do
  fn lt(self, other :: Int) -> Bool = less_than(self, other)
  fn compare(self, other :: Int) -> Ordering do
    if less_than(self, other) do
      Less
    else if less_than(other, self) do
      Greater
    else
      Equal
    end
  end
end

impl Hash for Int do
  fn hash(self) -> Int = fnv(self)
end

impl Display for Int do
  fn to_string(self) -> String = Int.to_string(self)
end

impl Debug for Int do
  fn inspect(self) -> String = Int.to_string(self)
end

impl Default for Int do
  fn default() -> Int = 0
end

impl Add for Int do
  type Output = Int
  fn add(self, other :: Int) -> Int = sum(self, other)
end

impl Sub for Int do
  type Output = Int
  fn sub(self, other :: Int) -> Int = difference(self, other)
end

impl Mul for Int do
  type Output = Int
  fn mul(self, other :: Int) -> Int = product(self, other)
end

impl Div for Int do
  type Output = Int
  fn div(self, other :: Int) -> Int = quotient(self, other)
end

impl Mod for Int do
  type Output = Int
  fn mod(self, other :: Int) -> Int = remainder(self, other)
end

impl Neg for Int do
  type Output = Int
  fn neg(self) -> Int = negative(self)
end

impl From<Int> for String do
  fn from(value :: Int) -> String = Int.to_string(value)
end
