##! Float: IEEE-754 binary64.
##!
##! Used by the compiler: `equals`.

## The largest finite Float.
pub let max :: Float = 1.7976931348623157e308

## The smallest positive normal Float.
pub let min_positive :: Float = 2.2250738585072014e-308

## The distance from 1.0 to the next larger Float.
pub let epsilon :: Float = 2.220446049250313e-16

## Positive infinity.
pub let infinity :: Float = positive_infinity()

## Not a number.
pub let nan :: Float = not_a_number()

extern "mesh_float_infinity" fn positive_infinity() -> Float
extern "mesh_float_nan" fn not_a_number() -> Float
extern "mesh_float_eq" fn equals(a :: Float, b :: Float) -> Bool
extern "mesh_float_lt" fn less_than(a :: Float, b :: Float) -> Bool
extern "mesh_float_le" fn less_equal(a :: Float, b :: Float) -> Bool
extern "mesh_float_compare" fn order(a :: Float, b :: Float) -> Int
extern "mesh_float_hash" fn fnv(a :: Float) -> Int
extern "mesh_float_add" fn sum(a :: Float, b :: Float) -> Float
extern "mesh_float_sub" fn difference(a :: Float, b :: Float) -> Float
extern "mesh_float_mul" fn product(a :: Float, b :: Float) -> Float
extern "mesh_float_div" fn quotient(a :: Float, b :: Float) -> Float
extern "mesh_float_mod" fn remainder(a :: Float, b :: Float) -> Float
extern "mesh_float_neg" fn negative(a :: Float) -> Float
extern "mesh_float_fits_int" fn fits_int(x :: Float) -> Bool
extern "mesh_float_to_int_unchecked" fn to_int_unchecked(x :: Float) -> Int
extern "mesh_float_parse" fn parses(s :: String) -> Bool
extern "mesh_float_parsed" fn parsed() -> Float
extern "mesh_float_to_debug" fn debug_text(x :: Float) -> String

## The Int toward zero; NaN, infinities and values outside Int panic.
##
##     Float.to_int(-2.7)  # => -2
pub extern "mesh_float_to_int_at" fn to_int(x :: Float) -> Int

## The Int toward zero, or `None` where there is none.
##
##     Float.to_int_checked(1.0e19)  # => None
pub fn to_int_checked(x :: Float) -> Int? do
  if fits_int(x) do
    Some(to_int_unchecked(x))
  else
    None
  end
end

## The shortest decimal text that reads back to the same value.
##
##     Float.to_string(0.1 + 0.2)  # => 0.30000000000000004
pub extern "mesh_float_to_string" fn to_string(x :: Float) -> String

## Text with exactly `digits` decimals (0 to 100), correctly rounded, exact ties to even.
##
##     Float.to_fixed(2.675, 2)  # => 2.67
pub extern "mesh_float_to_fixed_at" fn to_fixed(x :: Float, digits :: Int) -> String

## The shortest digits as `d.ddde±x`.
##
##     Float.to_scientific(0.00015)  # => 1.5e-4
pub extern "mesh_float_to_scientific" fn to_scientific(x :: Float) -> String

## The Float read back from `to_fixed(x, digits)`.
##
##     Float.round_to(3.14159, 2)  # => 3.14
pub extern "mesh_float_round_to_at" fn round_to(x :: Float, digits :: Int) -> Float

## The Float that a text shows, white space around it not counted; the same as `String.to_float`.
##
##     Float.parse("1e3")  # => Some(1000)
pub fn parse(s :: String) -> Float? do
  if parses(s) do
    Some(parsed())
  else
    None
  end
end

## The largest whole number not above x.
##
##     Float.floor(-0.5)  # => -1
pub extern "mesh_float_floor" fn floor(x :: Float) -> Float

## The smallest whole number not below x.
##
##     Float.ceil(-0.5)  # => -0
pub extern "mesh_float_ceil" fn ceil(x :: Float) -> Float

## The nearest whole number, ties away from zero.
##
##     Float.round(2.5)  # => 3
pub extern "mesh_float_round" fn round(x :: Float) -> Float

## The whole number toward zero.
##
##     Float.trunc(-2.7)  # => -2
pub extern "mesh_float_trunc" fn trunc(x :: Float) -> Float

## `x - trunc(x)`.
##
##     Float.fract(-2.25)  # => -0.25
pub fn fract(x :: Float) -> Float = x - trunc(x)

## Is it not a number?
##
##     Float.is_nan(0.0 / 0.0)  # => true
pub extern "mesh_float_is_nan" fn is_nan(x :: Float) -> Bool

## Is it an infinity?
##
##     Float.is_infinite(1.0 / 0.0)  # => true
pub extern "mesh_float_is_infinite" fn is_infinite(x :: Float) -> Bool

## Is it neither an infinity nor NaN?
##
##     Float.is_finite(1.0)  # => true
pub extern "mesh_float_is_finite" fn is_finite(x :: Float) -> Bool

## Is it finite and without fraction?
##
##     Float.is_integer(4.0)  # => true
pub extern "mesh_float_is_integer" fn is_integer(x :: Float) -> Bool

## Is the sign bit set? True for `-0.0`.
##
##     Float.is_negative(-0.0)  # => true
pub extern "mesh_float_is_negative" fn is_negative(x :: Float) -> Bool

## The magnitude of x with the sign of `sign`.
##
##     Float.copy_sign(3.0, -0.0)  # => -3
pub extern "mesh_float_copy_sign" fn copy_sign(x :: Float, sign :: Float) -> Float

## Are they equal or at most `tolerance` apart? False with NaN.
##
##     Float.is_close(0.1 + 0.2, 0.3, 1.0e-9)  # => true
pub fn is_close(a :: Float, b :: Float, tolerance :: Float) -> Bool do
  a == b or Math.abs(a - b) <= tolerance
end

## The bits of the value; the payload of a NaN is kept.
##
##     Float.to_bits(1.0)  # => 4607182418800017408
pub extern "mesh_float_to_bits" fn to_bits(x :: Float) -> Int

## The value with these bits.
##
##     Float.from_bits(4607182418800017408)  # => 1
pub extern "mesh_float_from_bits" fn from_bits(n :: Int) -> Float

## The next larger value.
##
##     Float.next_up(1.0) - 1.0 == Float.epsilon  # => true
pub extern "mesh_float_next_up" fn next_up(x :: Float) -> Float

## The next smaller value.
##
##     Float.next_down(1.0) < 1.0  # => true
pub extern "mesh_float_next_down" fn next_down(x :: Float) -> Float

impl Eq for Float do
  fn eq(self, other :: Float) -> Bool = equals(self, other)
end

impl Ord for Float do
  fn lt(self, other :: Float) -> Bool = less_than(self, other)
  fn compare(self, other :: Float) -> Ordering = Ordering.from_int(order(self, other))
end

impl Hash for Float do
  fn hash(self) -> Int = fnv(self)
end

impl Display for Float do
  fn to_string(self) -> String = Float.to_string(self)
end

impl Debug for Float do
  fn inspect(self) -> String = debug_text(self)
end

impl Default for Float do
  fn default() -> Float = 0.0
end

impl Add for Float do
  type Output = Float
  fn add(self, other :: Float) -> Float = sum(self, other)
end

impl Sub for Float do
  type Output = Float
  fn sub(self, other :: Float) -> Float = difference(self, other)
end

impl Mul for Float do
  type Output = Float
  fn mul(self, other :: Float) -> Float = product(self, other)
end

impl Div for Float do
  type Output = Float
  fn div(self, other :: Float) -> Float = quotient(self, other)
end

impl Mod for Float do
  type Output = Float
  fn mod(self, other :: Float) -> Float = remainder(self, other)
end

impl Neg for Float do
  type Output = Float
  fn neg(self) -> Float = negative(self)
end

impl From<Int> for Float do
  fn from(value :: Int) -> Float = Int.to_float(value)
end

impl From<Float> for String do
  fn from(value :: Float) -> String = Float.to_string(value)
end
