##! The operator `*`.

## Values with `*`.
pub interface Mul do
  type Output
  ## The product of the value and `other`.
  fn mul(self, other) -> Self.Output
end
