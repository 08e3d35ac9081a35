##! Order: `<`, `>`, `<=`, `>=` and `compare`.

## Values with a total order that agrees with `Eq`. An impl gives at least one of the two methods.
##
##     compare("b", "abc")  # => Greater
pub interface Ord do
  ## Does the value come before `other`?
  fn lt(self, other) -> Bool do
    case self.compare(other) do
      Less -> true
      _ -> false
    end
  end
  ## How the value stands to `other`.
  fn compare(self, other) -> Ordering do
    if self.lt(other) do
      Less
    else if other.lt(self) do
      Greater
    else
      Equal
    end
  end
end
