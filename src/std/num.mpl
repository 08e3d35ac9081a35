##! The numbers: Int and Float. Sealed: for signatures of the library.

## What generic arithmetic of the library needs beyond the operators.
pub interface Num do
  ## 0 of the type.
  fn zero() -> Self
  ## 1 of the type.
  fn one() -> Self
  ## The sum; Int panics on overflow.
  fn plus(self, other) -> Self
  ## The product; Int panics on overflow.
  fn times(self, other) -> Self
  ## The magnitude; `Int.min` panics `integer overflow`.
  fn magnitude(self) -> Self
  ## The smaller; of Floats a NaN loses and -0.0 is below 0.0.
  fn smaller(self, other) -> Self
  ## The larger; of Floats a NaN loses and 0.0 is above -0.0.
  fn larger(self, other) -> Self
  ## Is it below `other`?
  fn below(self, other) -> Bool
  ## The number as text.
  fn text(self) -> String
end

impl Num for Int do
  fn zero() -> Int = 0
  fn one() -> Int = 1
  fn plus(self, other :: Int) -> Int = self + other
  fn times(self, other :: Int) -> Int = self * other
  fn magnitude(self) -> Int do
    if self < 0 do
      -self
    else
      self
    end
  end
  fn smaller(self, other :: Int) -> Int do
    if other < self do
      other
    else
      self
    end
  end
  fn larger(self, other :: Int) -> Int do
    if self < other do
      other
    else
      self
    end
  end
  fn below(self, other :: Int) -> Bool = self < other
  fn text(self) -> String = Int.to_string(self)
end

impl Num for Float do
  fn zero() -> Float = 0.0
  fn one() -> Float = 1.0
  fn plus(self, other :: Float) -> Float = self + other
  fn times(self, other :: Float) -> Float = self * other
  fn magnitude(self) -> Float = Float.copy_sign(self, 0.0)
  fn smaller(self, other :: Float) -> Float do
    if Float.is_nan(self) do
      other
    else if other < self or (other == self and Float.is_negative(other)) do
      other
    else
      self
    end
  end
  fn larger(self, other :: Float) -> Float do
    if Float.is_nan(self) do
      other
    else if self < other or (other == self and Float.is_negative(self)) do
      other
    else
      self
    end
  end
  fn below(self, other :: Float) -> Bool = self < other
  fn text(self) -> String = Float.to_string(self)
end
