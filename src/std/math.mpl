##! Mathematics. `sqrt`, the roundings and `abs` are exact on every target; the others come from its C library.

## The circle's circumference by its diameter.
pub let pi :: Float = 3.141592653589793

## The base of natural logarithms.
pub let e :: Float = 2.718281828459045

## Two pi: a full turn in radians.
pub let tau :: Float = 6.283185307179586

## The magnitude; `Math.abs(Int.min)` panics `integer overflow`.
##
##     Math.abs(-3.5)  # => 3.5
pub fn abs<T>(x :: T) -> T where T: Num = x.magnitude()

## The smaller; of Floats a NaN loses, and -0.0 is below 0.0.
##
##     Math.min(2, -7)  # => -7
pub fn min<T>(a :: T, b :: T) -> T where T: Num = a.smaller(b)

## The larger; of Floats a NaN loses, and 0.0 is above -0.0.
##
##     Math.max(2, -7)  # => 2
pub fn max<T>(a :: T, b :: T) -> T where T: Num = a.larger(b)

## The nearest value from `lo` to `hi`; NaN stays NaN.
##
##     Math.clamp(12, 0, 10)  # => 10
pub fn clamp<T>(x :: T, lo :: T, hi :: T) -> T where T: Num do
  if hi.below(lo) do
    panic("Math.clamp: lower bound ${lo.text()} exceeds upper bound ${hi.text()}")
  end
  if x.below(lo) do
    lo
  else if hi.below(x) do
    hi
  else
    x
  end
end

## -1, 0 or 1; 0 for NaN and `-0.0`.
##
##     Math.sign(-0.25)  # => -1
pub fn sign<T>(x :: T) -> Int where T: Num do
  if x.below(T.zero()) do
    -1
  else if T.zero().below(x) do
    1
  else
    0
  end
end

## The largest Int not above x; out of range panics, as the other roundings.
##
##     Math.floor(-2.5)  # => -3
pub extern "mesh_math_floor_at" fn floor(x :: Float) -> Int

## The smallest Int not below x.
##
##     Math.ceil(-2.5)  # => -2
pub extern "mesh_math_ceil_at" fn ceil(x :: Float) -> Int

## The nearest Int, ties away from zero.
##
##     Math.round(-2.5)  # => -3
pub extern "mesh_math_round_at" fn round(x :: Float) -> Int

## The Int toward zero.
##
##     Math.trunc(-2.5)  # => -2
pub extern "mesh_math_trunc_at" fn trunc(x :: Float) -> Int

## x to the power of y.
##
##     Math.pow(2.0, 10.0)  # => 1024
pub extern "mesh_math_pow" fn pow(x :: Float, y :: Float) -> Float

## The square root; NaN below 0.
##
##     Math.sqrt(144.0)  # => 12
pub extern "mesh_math_sqrt" fn sqrt(x :: Float) -> Float

## The cube root.
##
##     Math.cbrt(27.0)  # => 3
pub extern "mesh_math_cbrt" fn cbrt(x :: Float) -> Float

## e to the power of x.
##
##     Math.exp(0.0)  # => 1
pub extern "mesh_math_exp" fn exp(x :: Float) -> Float

## The natural logarithm; `-inf` of 0, NaN below.
##
##     Math.ln(1.0)  # => 0
pub extern "mesh_math_ln" fn ln(x :: Float) -> Float

## The logarithm in base 2.
##
##     Math.log2(8.0)  # => 3
pub extern "mesh_math_log2" fn log2(x :: Float) -> Float

## The logarithm in base 10.
##
##     Math.log10(1000.0)  # => 3
pub extern "mesh_math_log10" fn log10(x :: Float) -> Float

## The logarithm in any base: `ln(x) / ln(base)`.
##
##     Float.to_fixed(Math.log(81.0, 3.0), 3)  # => 4.000
pub fn log(x :: Float, base :: Float) -> Float = ln(x) / ln(base)

## The length of the hypotenuse, without overflow in between.
##
##     Math.hypot(3.0, 4.0)  # => 5
pub extern "mesh_math_hypot" fn hypot(x :: Float, y :: Float) -> Float

## The sine of an angle in radians.
##
##     Math.sin(0.0)  # => 0
pub extern "mesh_math_sin" fn sin(x :: Float) -> Float

## The cosine of an angle in radians.
##
##     Math.cos(0.0)  # => 1
pub extern "mesh_math_cos" fn cos(x :: Float) -> Float

## The tangent of an angle in radians.
##
##     Math.tan(0.0)  # => 0
pub extern "mesh_math_tan" fn tan(x :: Float) -> Float

## The angle with this sine.
##
##     Math.asin(0.0)  # => 0
pub extern "mesh_math_asin" fn asin(x :: Float) -> Float

## The angle with this cosine.
##
##     Math.acos(1.0)  # => 0
pub extern "mesh_math_acos" fn acos(x :: Float) -> Float

## The angle with this tangent.
##
##     Math.atan(0.0)  # => 0
pub extern "mesh_math_atan" fn atan(x :: Float) -> Float

## The angle of the point (x, y).
##
##     Math.atan2(0.0, 1.0)  # => 0
pub extern "mesh_math_atan2" fn atan2(y :: Float, x :: Float) -> Float

## The hyperbolic sine.
##
##     Math.sinh(0.0)  # => 0
pub extern "mesh_math_sinh" fn sinh(x :: Float) -> Float

## The hyperbolic cosine.
##
##     Math.cosh(0.0)  # => 1
pub extern "mesh_math_cosh" fn cosh(x :: Float) -> Float

## The hyperbolic tangent.
##
##     Math.tanh(0.0)  # => 0
pub extern "mesh_math_tanh" fn tanh(x :: Float) -> Float

## From radians: x times 180 by pi.
##
##     Math.to_degrees(Math.pi)  # => 180
pub fn to_degrees(x :: Float) -> Float = x * 180.0 / pi

## From degrees: x times pi by 180.
##
##     Math.to_radians(180.0) == Math.pi  # => true
pub fn to_radians(x :: Float) -> Float = x * pi / 180.0

## The value at `t` on the way from a to b.
##
##     Math.lerp(10.0, 20.0, 0.25)  # => 12.5
pub fn lerp(a :: Float, b :: Float, t :: Float) -> Float = a + (b - a) * t
