##! Conversions that cannot fail, seen from the value.

## Values that can become a `B`. Every `impl From<A> for B` gives `A` its `into`; it cannot be implemented otherwise.
pub interface Into<B> do
  ## The value as a `B`.
  fn into(self) -> B
end

impl<A, B> Into<B> for A where B: From<A> do
  fn into(self) -> B = B.from(self)
end
