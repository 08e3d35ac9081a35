##! Values that can be iterated: by `for`, by `Iter.from`.

## Collections. `Iter` is `Iter<Item>` or implements `Iterator` with the same `Item`; the checker sees to that, and so a
## parameter `C: Iterable` has `C.Iter: Iterator` with `C.Iter.Item` = `C.Item`.
pub interface Iterable do
  type Item
  type Iter
  ## The start of an iteration.
  fn iter(self) -> Self.Iter
end

impl<I> Iterable for I where I: Iterator do
  type Item = I.Item
  type Iter = I
  fn iter(self) -> I = self
end
