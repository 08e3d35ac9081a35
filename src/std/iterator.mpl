##! Values that give their elements one after the other.

## A state of an iteration: `next` gives an element and the next state.
pub interface Iterator do
  type Item
  ## The next element and the state after it, or `None` at the end.
  fn next(self) -> Option<(Self.Item, Self)>
  ## The iteration as an `Iter`.
  fn as_iter(self) -> Iter<Self.Item> = Iter.over_iterator(self)
end
