##! Tuples: two or more values together. Take them apart with patterns.
##!
##! The type checker itself types `Tuple.first(t)`, `Tuple.second(t)`, `Tuple.third(t)`, `Tuple.nth(t, i)` with a literal i, and
##! `Tuple.size(t)`, which accept every tuple that is long enough; they have no declaration here.

## The components exchanged.
##
##     Tuple.swap((1, "b"))  # => (b, 1)
pub fn swap<A, B>(t :: (A, B)) -> (B, A) do
  let (a, b) = t
  (b, a)
end

## The first component after `f`.
##
##     Tuple.map_first((1, 2), Int.is_even)  # => (false, 2)
pub fn map_first<A, B, C>(t :: (A, B), f :: Fun(A) -> C) -> (C, B) do
  let (a, b) = t
  (f(a), b)
end

## The second component after `f`.
##
##     Tuple.map_second((1, 2), Int.is_even)  # => (1, true)
pub fn map_second<A, B, C>(t :: (A, B), f :: Fun(B) -> C) -> (A, C) do
  let (a, b) = t
  (a, f(b))
end

## What `f` makes of the components.
##
##     Tuple.apply((3, 4), Math.max)  # => 4
pub fn apply<A, B, C>(t :: (A, B), f :: Fun(A, B) -> C) -> C do
  let (a, b) = t
  f(a, b)
end

## The components in a list.
##
##     Tuple.to_list((3, 4))  # => [3, 4]
pub fn to_list<A>(t :: (A, A)) -> List<A> do
  let (a, b) = t
  [a, b]
end
