##! The operator `%`.

## Values with `%`.
pub interface Mod do
  type Output
  ## The remainder of the value and `other`.
  fn mod(self, other) -> Self.Output
end
