##! Conversions that cannot fail.

## Types that can be made from an `A`.
##
##     Float.from(3) / 2.0  # => 1.5
pub interface From<A> do
  ## The value made from `value`.
  fn from(value :: A) -> Self
end
