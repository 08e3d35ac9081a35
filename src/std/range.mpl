##! Ranges: `a..b` is the half-open interval of the Ints from a to before b.
##!
##! Used by the compiler: the fields of `Range`.

## The Ints from `start` to before `stop`; empty if there are none.
pub struct Range do
  start :: Int
  stop :: Int
end deriving(Eq, Hash)

## `a..b`.
##
##     Range.new(1, 4)  # => 1..4
pub fn new(a :: Int, b :: Int) -> Range = Range { start: a, stop: b }

## `a..(b + 1)`.
##
##     Range.inclusive(1, 4)  # => 1..5
pub fn inclusive(a :: Int, b :: Int) -> Range = Range { start: a, stop: b + 1 }

## The bounds as written.
##
##     Range.bounds(5..3)  # => (5, 3)
pub fn bounds(r :: Range) -> (Int, Int) = (r.start, r.stop)

## The number of Ints in it.
##
##     Range.length(3..10)  # => 7
pub fn length(r :: Range) -> Int do
  if r.start < r.stop do
    r.stop - r.start
  else
    0
  end
end

## Is there no Int in it?
##
##     Range.is_empty(5..5)  # => true
pub fn is_empty(r :: Range) -> Bool = r.start >= r.stop

## Is `n` in it?
##
##     Range.contains(1..4, 4)  # => false
pub fn contains(r :: Range, n :: Int) -> Bool = r.start <= n and n < r.stop

## The Ints in a list.
##
##     Range.to_list(1..4)  # => [1, 2, 3]
pub fn to_list(r :: Range) -> List<Int> = map(r, fn i -> i end)

## The Ints from the last to the first.
##
##     Range.reverse(1..4)  # => [3, 2, 1]
pub fn reverse(r :: Range) -> List<Int> = List.reverse(to_list(r))

## Every n-th from the start; with n < 0 from the last down.
##
##     Range.step(0..10, 4)  # => [0, 4, 8]
pub fn step(r :: Range, n :: Int) -> List<Int> do
  if n == 0 do
    panic("Range.step: step must not be 0")
  end
  if is_empty(r) do
    []
  else if n > 0 do
    step_up(r.stop, n, r.start, [])
  else
    step_down(r.start, n, r.stop - 1, [])
  end
end

fn step_up(stop :: Int, n :: Int, i :: Int, acc :: List<Int>) -> List<Int> do
  let more = List.append(acc, i)
  case Int.checked_add(i, n) do
    Some(next) -> if next < stop do step_up(stop, n, next, more) else more end
    None -> more
  end
end

fn step_down(start :: Int, n :: Int, i :: Int, acc :: List<Int>) -> List<Int> do
  let more = List.append(acc, i)
  case Int.checked_add(i, n) do
    Some(next) -> if next >= start do step_down(start, n, next, more) else more end
    None -> more
  end
end

## Every Int after `f`.
##
##     Range.map(0..3, fn i -> i * i end)  # => [0, 1, 4]
pub fn map<U>(r :: Range, f :: Fun(Int) -> U) -> List<U> do
  map_from(r.stop, f, r.start, List.with_capacity(length(r)))
end

fn map_from<U>(stop :: Int, f :: Fun(Int) -> U, i :: Int, acc :: List<U>) -> List<U> do
  if i < stop do
    map_from(stop, f, i + 1, List.append(acc, f(i)))
  else
    acc
  end
end

## The Ints that satisfy `f`.
##
##     Range.filter(0..5, Int.is_odd)  # => [1, 3]
pub fn filter(r :: Range, f :: Fun(Int) -> Bool) -> List<Int> do
  reduce(r, [], fn acc, i -> if f(i) do List.append(acc, i) else acc end end)
end

## The lists that `f` gives, one after the other.
##
##     Range.flat_map(1..3, fn i -> [i, i] end)  # => [1, 1, 2, 2]
pub fn flat_map<U>(r :: Range, f :: Fun(Int) -> List<U>) -> List<U> do
  reduce(r, [], fn acc, i -> List.concat(acc, f(i)) end)
end

## The accumulator after `f(acc, i)` for every Int.
##
##     Range.reduce(1..6, 1, fn a, i -> a * i end)  # => 120
pub fn reduce<A>(r :: Range, init :: A, f :: Fun(A, Int) -> A) -> A = reduce_from(r.stop, f, r.start, init)

fn reduce_from<A>(stop :: Int, f :: Fun(A, Int) -> A, i :: Int, acc :: A) -> A do
  if i < stop do
    reduce_from(stop, f, i + 1, f(acc, i))
  else
    acc
  end
end

## The sum; it overflows only if the sum itself does.
##
##     Range.sum(1..101)  # => 5050
pub fn sum(r :: Range) -> Int do
  if is_empty(r) do
    0
  else
    # length and first + last have opposite parities: one of them is even, and halving it first is exact
    let last = r.stop - 1
    case Int.checked_sub(r.stop, r.start) do
      Some(n) -> sum_of(n, r.start, last)
      None -> sum_wide(r.start, last)
    end
  end
end

fn sum_of(n :: Int, first :: Int, last :: Int) -> Int do
  case Int.checked_add(first, last) do
    Some(ends) ->
      if n % 2 == 0 do
        n / 2 * ends
      else
        n * (ends / 2)
      end
    # both ends are large and of one sign: the mean itself is too large for more than one element
    None ->
      if n == 1 do
        first
      else
        first + last
      end
  end
end

# More than Int.max elements, so both signs occur: what stands symmetrically around 0 cancels.
fn sum_wide(first :: Int, last :: Int) -> Int do
  if first == Int.min do
    first - 1
  else if -first > last do
    -sum_of_rest(last, -first)
  else
    sum_of_rest(-first, last)
  end
end

# The sum of low + 1 to high, 0 <= low <= high.
fn sum_of_rest(low :: Int, high :: Int) -> Int = sum((low + 1)..high) + (if high > low do high else 0 end)

## Calls `f` on every Int.
##
##     Range.each(0..2, fn i -> println("${i}") end)
pub fn each<U>(r :: Range, f :: Fun(Int) -> U) -> () do
  for i in r do
    f(i)
  end
  nil
end

## Does an Int in it satisfy `f`?
##
##     Range.any(0..5, Int.is_odd)  # => true
pub fn any(r :: Range, f :: Fun(Int) -> Bool) -> Bool do
  for i in r do
    if f(i) do
      return true
    end
  end
  false
end

## Do all Ints in it satisfy `f`?
##
##     Range.all(0..5, Int.is_odd)  # => false
pub fn all(r :: Range, f :: Fun(Int) -> Bool) -> Bool do
  for i in r do
    if not f(i) do
      return false
    end
  end
  true
end

## How many Ints in it satisfy `f`?
##
##     Range.count(0..5, Int.is_odd)  # => 2
pub fn count(r :: Range, f :: Fun(Int) -> Bool) -> Int do
  reduce(r, 0, fn n, i -> if f(i) do n + 1 else n end end)
end

## The first Int in it that satisfies `f`.
##
##     Range.find(10..20, fn i -> i % 7 == 0 end)  # => Some(14)
pub fn find(r :: Range, f :: Fun(Int) -> Bool) -> Int? do
  for i in r do
    if f(i) do
      return Some(i)
    end
  end
  None
end

## The nearest Int in it; of an empty range it panics.
##
##     Range.clamp(0..10, 99)  # => 9
pub fn clamp(r :: Range, n :: Int) -> Int do
  if is_empty(r) do
    panic("Range.clamp: empty range")
  end
  if n < r.start do
    r.start
  else if n >= r.stop do
    r.stop - 1
  else
    n
  end
end

## The larger start and the smaller end.
##
##     Range.intersect(0..5, 3..9)  # => 3..5
pub fn intersect(a :: Range, b :: Range) -> Range do
  Range {
    start: if a.start > b.start do a.start else b.start end,
    stop: if a.stop < b.stop do a.stop else b.stop end
  }
end

impl Display for Range do
  fn to_string(self) -> String = "${self.start}..${self.stop}"
end

impl Debug for Range do
  fn inspect(self) -> String = "${self.start}..${self.stop}"
end

impl Iterable for Range do
  type Item = Int
  type Iter = Iter<Int>
  fn iter(self) -> Iter<Int> = Iter.over_range(self.start, self.stop)
end
