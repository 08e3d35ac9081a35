##! Conversions that can fail.

## Types that can sometimes be made from an `A`. `Error` is taken from the result type of the impl's `try_from`.
pub interface TryFrom<A> do
  type Error
  ## The value made from `value`, or why there is none.
  fn try_from(value :: A) -> Result<Self, Self.Error>
end
