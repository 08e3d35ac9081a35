##! Text for people: `"${x}"`.

## Values that can be shown. A type with `Debug` alone is shown by that.
##
##     to_string(2.0)  # => 2
pub interface Display do
  ## The value as text.
  fn to_string(self) -> String
end
