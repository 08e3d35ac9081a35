##! The results of comparisons.

## How one value stands to another.
pub type Ordering do
  Less
  Equal
  Greater
end deriving(Eq, Ord, Hash, Display, Debug)

## Swaps Less and Greater.
##
##     Ordering.reverse(Less)  # => Greater
pub fn reverse(o :: Ordering) -> Ordering do
  case o do
    Less -> Greater
    Equal -> Equal
    Greater -> Less
  end
end

## `o` unless it is Equal, else `next`.
##
##     Ordering.then(Equal, Less)  # => Less
pub fn then(o :: Ordering, next :: Ordering) -> Ordering do
  case o do
    Equal -> next
    _ -> o
  end
end

## `o` unless it is Equal, else the result of `f`.
##
##     Ordering.then_with(Less, fn -> Greater end)  # => Less
pub fn then_with(o :: Ordering, f :: Fun() -> Ordering) -> Ordering do
  case o do
    Equal -> f()
    _ -> o
  end
end

## Is it Less?
##
##     Ordering.is_less(compare(1, 2))  # => true
pub fn is_less(o :: Ordering) -> Bool do
  case o do
    Less -> true
    _ -> false
  end
end

## Is it Equal?
##
##     Ordering.is_equal(compare(1, 2))  # => false
pub fn is_equal(o :: Ordering) -> Bool do
  case o do
    Equal -> true
    _ -> false
  end
end

## Is it Greater?
##
##     Ordering.is_greater(compare(1, 2))  # => false
pub fn is_greater(o :: Ordering) -> Bool do
  case o do
    Greater -> true
    _ -> false
  end
end

## -1, 0 or 1.
##
##     Ordering.to_int(Less)  # => -1
pub fn to_int(o :: Ordering) -> Int do
  case o do
    Less -> -1
    Equal -> 0
    Greater -> 1
  end
end

## By the sign of `n`.
##
##     Ordering.from_int(-20)  # => Less
pub fn from_int(n :: Int) -> Ordering do
  if n < 0 do
    Less
  else if n > 0 do
    Greater
  else
    Equal
  end
end

## The comparison of keys, for `List.sort_with`.
##
##     List.sort_with(["bb", "a"], Ordering.by(String.length))  # => [a, bb]
pub fn by<T, K>(key :: Fun(T) -> K) -> Fun(T, T) -> Ordering where K: Ord do
  fn a, b -> key(a).compare(key(b)) end
end

## The comparison the other way round: descending.
##
##     List.sort_with([1, 3, 2], Ordering.reversed(compare))  # => [3, 2, 1]
pub fn reversed<T>(cmp :: Fun(T, T) -> Ordering) -> Fun(T, T) -> Ordering do
  fn a, b -> cmp(b, a) end
end

## The first comparison that is not Equal.
##
##     List.sort_with(["bb", "b", "a"], Ordering.chain([Ordering.by(String.length), compare]))  # => [a, b, bb]
pub fn chain<T>(cmps :: List<Fun(T, T) -> Ordering>) -> Fun(T, T) -> Ordering do
  fn a, b -> chained(cmps, 0, a, b) end
end

fn chained<T>(cmps :: List<Fun(T, T) -> Ordering>, i :: Int, a :: T, b :: T) -> Ordering do
  if i < List.length(cmps) do
    let cmp = List.get_unchecked(cmps, i)
    case cmp(a, b) do
      Equal -> chained(cmps, i + 1, a, b)
      o -> o
    end
  else
    Equal
  end
end
