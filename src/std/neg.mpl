##! The prefix operator `-`.

## Values with a negative.
pub interface Neg do
  type Output
  ## The negative of the value.
  fn neg(self) -> Self.Output
end
