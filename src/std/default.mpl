##! Default values.

## Types with a default value.
##
##     default() + 5  # => 5
pub interface Default do
  ## The default value of the type.
  fn default() -> Self
end
