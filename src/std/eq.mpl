##! Equality: `==` and `!=`.

## Values that can be compared for equality. An equivalence relation, NaN excepted.
##
##     "a" == "a"  # => true
pub interface Eq do
  ## Is the value equal to `other`?
  fn eq(self, other) -> Bool
end
