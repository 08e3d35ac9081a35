##! Conversions that can fail, seen from the value.

## Values that can sometimes become a `B`. Every `impl TryFrom<A> for B` gives `A` its `try_into`.
pub interface TryInto<B> do
  type Error
  ## The value as a `B`, or why it cannot be one.
  fn try_into(self) -> Result<B, Self.Error>
end

impl<A, B> TryInto<B> for A where B: TryFrom<A> do
  type Error = B.Error
  fn try_into(self) -> Result<B, B.Error> = B.try_from(self)
end
