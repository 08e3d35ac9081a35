##! The operator `-`.

## Values with `-`.
pub interface Sub do
  type Output
  ## The difference of the value and `other`.
  fn sub(self, other) -> Self.Output
end
