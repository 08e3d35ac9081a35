##! The operator `+`.

## Values with `+`.
pub interface Add do
  type Output
  ## The sum of the value and `other`.
  fn add(self, other) -> Self.Output
end
