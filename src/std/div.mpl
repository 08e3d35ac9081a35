##! The operator `/`.

## Values with `/`.
pub interface Div do
  type Output
  ## The quotient of the value and `other`.
  fn div(self, other) -> Self.Output
end
