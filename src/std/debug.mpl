##! Text for programmers: quoted, escaped, with types where they matter.

## Values that can be inspected.
##
##     inspect("a\n")  # => "a\n"
pub interface Debug do
  ## The value as source-like text.
  fn inspect(self) -> String
end
