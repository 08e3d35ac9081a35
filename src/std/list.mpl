##! Lists: sequences with an index. Positions start at 0.
##!
##! Used by the compiler: `new`, `literal_new`, `append`, `concat`, `length`, `get`, `get_unchecked`, `drop_first`,
##! `drop_front`.

## A sequence of values of one type.
pub extern "mesh_list" type List<T>

extern "mesh_list_with_capacity" fn with_capacity<T>(n :: Int) -> List<T>
extern "mesh_list_get_unchecked_ref" fn get_unchecked<T>(xs :: List<T>, i :: Int) -> T
extern "mesh_list_set_unchecked_own" fn set_unchecked<T>(xs :: List<T>, i :: Int, x :: T) -> List<T>
extern "mesh_list_drop_first_own" fn drop_first<T>(xs :: List<T>) -> List<T>
extern "mesh_list_drop_last_own" fn drop_last<T>(xs :: List<T>) -> List<T>
extern "mesh_list_drop_own" fn drop_front<T>(xs :: List<T>, n :: Int) -> List<T>
extern "mesh_list_unshare_own" fn unshare<T>(xs :: List<T>) -> List<T>
extern "mesh_list_reserve_own" fn reserve<T>(xs :: List<T>, n :: Int) -> List<T>
extern "mesh_list_take_out" fn take_out<T>(xs :: List<T>, i :: Int) -> T
extern "mesh_list_put_back_own" fn put_back<T>(xs :: List<T>, i :: Int, x :: T) -> List<T>
extern "mesh_list_rewrite_begin" fn rewrite_begin<T, U>(xs :: List<T>) -> List<U>
extern "mesh_list_rewrite_take" fn rewrite_take<T>(xs :: List<T>, i :: Int) -> T
extern "mesh_list_rewrite_put_own" fn rewrite_put<U>(out :: List<U>, y :: U) -> List<U>
extern "mesh_list_rewrite_end_own" fn rewrite_end<T, U>(xs :: List<T>, out :: List<U>) -> List<U>
extern "mesh_list_peek" fn peek<T>(xs :: List<T>, i :: Int) -> T
extern "mesh_list_move_slots" fn move_slots<T>(to :: List<T>, j :: Int, source :: List<T>, i :: Int, n :: Int)

# An empty list with room for the elements of a literal.
fn literal_new<T>(capacity :: Int) -> List<T> = with_capacity(capacity)

fn index_panic(function :: String, i :: Int, length :: Int) -> Never do
  panic("List.${function}: index ${i} out of bounds (length ${length})")
end

fn size_panic(function :: String, n :: Int) -> Never do
  panic("List.${function}: size must be positive, got ${n}")
end

# ---- making ----

## The empty list.
##
##     List.new() |> List.append(1)  # => [1]
pub extern "mesh_list_new" fn new<T>() -> List<T>

## `x` n times.
##
##     List.repeat("a", 3)  # => [a, a, a]
pub extern "mesh_list_repeat_own" fn repeat<T>(x :: T, n :: Int) -> List<T>

## f(0) to f(n - 1).
##
##     List.generate(4, fn i -> i * i end)  # => [0, 1, 4, 9]
pub fn generate<T>(n :: Int, f :: Fun(Int) -> T) -> List<T> = generate_from(n, f, 0, with_capacity(n))

fn generate_from<T>(n :: Int, f :: Fun(Int) -> T, i :: Int, acc :: List<T>) -> List<T> do
  if i < n do
    generate_from(n, f, i + 1, append(acc, f(i)))
  else
    acc
  end
end

## Elements made from a state that goes along, until `None`.
##
##     List.unfold(40, fn n -> Bool.to_option(n > 0, (n % 3, n / 3)) end)  # => [1, 1, 1, 1]
pub fn unfold<S, T>(seed :: S, f :: Fun(S) -> Option<(T, S)>) -> List<T> = unfold_onto(seed, f, [])

fn unfold_onto<S, T>(seed :: S, f :: Fun(S) -> Option<(T, S)>, acc :: List<T>) -> List<T> do
  case f(seed) do
    Some((x, next)) -> unfold_onto(next, f, append(acc, x))
    None -> acc
  end
end

## The elements of an iterator.
##
##     Iter.from(1..4) |> List.collect()  # => [1, 2, 3]
pub fn collect<T>(it :: Iter<T>) -> List<T> = collect_onto(it, [])

fn collect_onto<T>(it :: Iter<T>, acc :: List<T>) -> List<T> do
  case Iter.pull(it) do
    Some((x, rest)) -> collect_onto(rest, append(acc, x))
    None -> acc
  end
end

# ---- reading ----

## The number of elements.
##
##     List.length([4, 5])  # => 2
pub extern "mesh_list_length" fn length<T>(xs :: List<T>) -> Int

## Has it no elements?
##
##     List.is_empty([])  # => true
pub fn is_empty<T>(xs :: List<T>) -> Bool = length(xs) == 0

## The element at a position; outside the list it panics.
##
##     List.get([4, 5, 6], 1)  # => 5
pub extern "mesh_list_get_ref_at" fn get<T>(xs :: List<T>, i :: Int) -> T

## The same as `get`.
##
##     List.nth([4, 5, 6], 2)  # => 6
pub extern "mesh_list_nth_ref_at" fn nth<T>(xs :: List<T>, i :: Int) -> T

## The element at a position, if there is one; a negative position counts from the end.
##
##     List.at([4, 5, 6], -1)  # => Some(6)
pub fn at<T>(xs :: List<T>, i :: Int) -> T? do
  let n = length(xs)
  let k = if i < 0 do i + n else i end
  if k < 0 or k >= n do
    None
  else
    Some(get_unchecked(xs, k))
  end
end

## The first element; of the empty list it panics.
##
##     List.head([4, 5])  # => 4
pub extern "mesh_list_head_ref_at" fn head<T>(xs :: List<T>) -> T

## All but the first element; of the empty list it panics.
##
##     List.tail([4, 5])  # => [5]
pub extern "mesh_list_tail_own_at" fn tail<T>(xs :: List<T>) -> List<T>

## The first element, if there is one.
##
##     List.first([4, 5])  # => Some(4)
pub fn first<T>(xs :: List<T>) -> T? do
  if length(xs) == 0 do
    None
  else
    Some(get_unchecked(xs, 0))
  end
end

## The last element; of the empty list it panics.
##
##     List.last([4, 5])  # => 5
pub extern "mesh_list_last_ref_at" fn last<T>(xs :: List<T>) -> T

## The first element and the rest.
##
##     List.split_first([4, 5, 6])  # => Some((4, [5, 6]))
pub fn split_first<T>(xs :: List<T>) -> Option<(T, List<T>)> do
  if length(xs) == 0 do
    None
  else
    let x = take_out(xs, 0)
    Some((x, drop_first(xs)))
  end
end

## The last element and the rest before it.
##
##     List.split_last([4, 5, 6])  # => Some((6, [4, 5]))
pub fn split_last<T>(xs :: List<T>) -> Option<(T, List<T>)> do
  if length(xs) == 0 do
    None
  else
    let x = take_out(xs, length(xs) - 1)
    Some((x, drop_last(xs)))
  end
end

## Is one element equal to `x`?
##
##     List.contains(["a"], "a")  # => true
pub fn contains<T>(xs :: List<T>, x :: T) -> Bool where T: Eq do
  for y in xs do
    if y == x do
      return true
    end
  end
  false
end

## The position of the first element equal to `x`.
##
##     List.index_of([7, 8, 7], 7)  # => Some(0)
pub fn index_of<T>(xs :: List<T>, x :: T) -> Int? where T: Eq do
  for i in 0..length(xs) do
    if get_unchecked(xs, i) == x do
      return Some(i)
    end
  end
  None
end

## The first element that satisfies `f`.
##
##     List.find([3, 8, 9], fn x -> x > 5 end)  # => Some(8)
pub fn find<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> T? do
  for x in xs do
    if f(x) do
      return Some(x)
    end
  end
  None
end

## The last element that satisfies `f`.
##
##     List.find_last([3, 8, 9], fn x -> x > 5 end)  # => Some(9)
pub fn find_last<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> T? do
  let n = length(xs)
  for i in 0..n do
    let x = get_unchecked(xs, n - 1 - i)
    if f(x) do
      return Some(x)
    end
  end
  None
end

## The position of the first element that satisfies `f`.
##
##     List.find_index([3, 8, 9], fn x -> x > 5 end)  # => Some(1)
pub fn find_index<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> Int? do
  for i in 0..length(xs) do
    if f(get_unchecked(xs, i)) do
      return Some(i)
    end
  end
  None
end

## The first `Some` that `f` gives.
##
##     List.find_map(["x", "7"], String.to_int)  # => Some(7)
pub fn find_map<T, U>(xs :: List<T>, f :: Fun(T) -> U?) -> U? do
  for x in xs do
    case f(x) do
      Some(y) -> return Some(y)
      None -> nil
    end
  end
  None
end

## Does an element satisfy `f`?
##
##     List.any([1, 2], Int.is_even)  # => true
pub fn any<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> Bool do
  for x in xs do
    if f(x) do
      return true
    end
  end
  false
end

## Do all elements satisfy `f`?
##
##     List.all([], fn x -> x > 0 end)  # => true
pub fn all<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> Bool do
  for x in xs do
    if not f(x) do
      return false
    end
  end
  true
end

## How many elements satisfy `f`?
##
##     List.count([1, 2, 3], Int.is_odd)  # => 2
pub fn count<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> Int = count_from(xs, f, 0, 0)

fn count_from<T>(xs :: List<T>, f :: Fun(T) -> Bool, i :: Int, acc :: Int) -> Int do
  if i < length(xs) do
    count_from(xs, f, i + 1, if f(get_unchecked(xs, i)) do acc + 1 else acc end)
  else
    acc
  end
end

## Does it begin with the elements of `ys`?
##
##     List.starts_with([1, 2, 3], [1, 2])  # => true
pub fn starts_with<T>(xs :: List<T>, ys :: List<T>) -> Bool where T: Eq do
  length(ys) <= length(xs) and equal_at(xs, ys, 0)
end

## Does it end with the elements of `ys`?
##
##     List.ends_with([1, 2, 3], [2, 3])  # => true
pub fn ends_with<T>(xs :: List<T>, ys :: List<T>) -> Bool where T: Eq do
  length(ys) <= length(xs) and equal_at(xs, ys, length(xs) - length(ys))
end

# Are the elements of xs from `at` on those of ys, as far as ys goes?
fn equal_at<T>(xs :: List<T>, ys :: List<T>, at :: Int) -> Bool where T: Eq do
  for i in 0..length(ys) do
    if get_unchecked(xs, at + i) != get_unchecked(ys, i) do
      return false
    end
  end
  true
end

## In an ascending list: `Ok` position of the first element equal to `x`, or `Err` position where it belongs.
##
##     List.binary_search([10, 20, 30], 25)  # => Err(2)
pub fn binary_search<T>(xs :: List<T>, x :: T) -> Result<Int, Int> where T: Ord do
  binary_search_by(xs, fn y -> y.compare(x) end)
end

## The same where `f` tells how an element stands to the target.
##
##     List.binary_search_by([1, 4, 9], fn x -> compare(x, 4) end)  # => Ok(1)
pub fn binary_search_by<T>(xs :: List<T>, f :: Fun(T) -> Ordering) -> Result<Int, Int> do
  let place = lower_bound(xs, f, 0, length(xs))
  if place < length(xs) and Ordering.is_equal(f(get_unchecked(xs, place))) do
    Ok(place)
  else
    Err(place)
  end
end

# The first position from `low` to `high` whose element is not Less.
fn lower_bound<T>(xs :: List<T>, f :: Fun(T) -> Ordering, low :: Int, high :: Int) -> Int do
  if low < high do
    let middle = low + (high - low) / 2
    if Ordering.is_less(f(get_unchecked(xs, middle))) do
      lower_bound(xs, f, middle + 1, high)
    else
      lower_bound(xs, f, low, middle)
    end
  else
    low
  end
end

# ---- changing ----

## `x` at the end.
##
##     List.append([1], 2)  # => [1, 2]
pub extern "mesh_list_append_own" fn append<T>(xs :: List<T>, x :: T) -> List<T>

## `x` at the front.
##
##     List.prepend([1], 2)  # => [2, 1]
pub extern "mesh_list_prepend_own" fn prepend<T>(xs :: List<T>, x :: T) -> List<T>

## The elements of `xs`, then those of `ys`: `xs ++ ys`.
##
##     List.concat([1], [2, 3])  # => [1, 2, 3]
pub extern "mesh_list_concat_own" fn concat<T>(xs :: List<T>, ys :: List<T>) -> List<T>

## `x` at position i; outside the list it panics.
##
##     List.set([1, 2, 3], 1, 9)  # => [1, 9, 3]
pub extern "mesh_list_set_own_at" fn set<T>(xs :: List<T>, i :: Int, x :: T) -> List<T>

## The element at position i replaced by what `f` makes of it; outside the list it panics.
##
##     List.update([1, 2], 0, fn x -> x * 5 end)  # => [5, 2]
pub fn update<T>(xs :: List<T>, i :: Int, f :: Fun(T) -> T) -> List<T> do
  if i < 0 or i >= length(xs) do
    index_panic("update", i, length(xs))
  end
  let x = take_out(xs, i)
  put_back(xs, i, f(x))
end

## `x` before position i; i = length appends; outside it panics.
##
##     List.insert_at([1, 3], 1, 2)  # => [1, 2, 3]
pub extern "mesh_list_insert_own_at" fn insert_at<T>(xs :: List<T>, i :: Int, x :: T) -> List<T>

## Without the element at position i; outside the list it panics.
##
##     List.delete_at([1, 2, 3], 0)  # => [2, 3]
pub extern "mesh_list_delete_own_at" fn delete_at<T>(xs :: List<T>, i :: Int) -> List<T>

## Without the first element equal to `x`, if there is one.
##
##     List.remove([1, 2, 1], 1)  # => [2, 1]
pub fn remove<T>(xs :: List<T>, x :: T) -> List<T> where T: Eq do
  case index_of(xs, x) do
    Some(i) -> delete_at(xs, i)
    None -> xs
  end
end

## Two elements exchanged; outside the list it panics.
##
##     List.swap([1, 2, 3], 0, 2)  # => [3, 2, 1]
pub extern "mesh_list_swap_own_at" fn swap<T>(xs :: List<T>, i :: Int, j :: Int) -> List<T>

## In the opposite order.
##
##     List.reverse([1, 2, 3])  # => [3, 2, 1]
pub extern "mesh_list_reverse_own" fn reverse<T>(xs :: List<T>) -> List<T>

## Moved n places to the left, modulo the length; negative: to the right.
##
##     List.rotate([1, 2, 3, 4], 1)  # => [2, 3, 4, 1]
pub fn rotate<T>(xs :: List<T>, n :: Int) -> List<T> do
  if length(xs) == 0 do
    xs
  else
    let k = Int.mod_floor(n, length(xs))
    let front = take(xs, k)
    concat(drop(xs, k), front)
  end
end

## `sep` between the elements.
##
##     List.intersperse([1, 2, 3], 0)  # => [1, 0, 2, 0, 3]
pub fn intersperse<T>(xs :: List<T>, sep :: T) -> List<T> do
  if length(xs) < 2 do
    xs
  else
    intersperse_from(xs, sep, 1, append(with_capacity(2 * length(xs) - 1), get_unchecked(xs, 0)))
  end
end

fn intersperse_from<T>(xs :: List<T>, sep :: T, i :: Int, acc :: List<T>) -> List<T> do
  if i < length(xs) do
    intersperse_from(xs, sep, i + 1, append(append(acc, sep), get_unchecked(xs, i)))
  else
    acc
  end
end

# ---- parts ----

## The first n elements.
##
##     List.take([1, 2, 3], 2)  # => [1, 2]
pub extern "mesh_list_take_own" fn take<T>(xs :: List<T>, n :: Int) -> List<T>

## All but the first n elements.
##
##     List.drop([1, 2, 3], 2)  # => [3]
pub extern "mesh_list_drop_own" fn drop<T>(xs :: List<T>, n :: Int) -> List<T>

## The last n elements.
##
##     List.take_end([1, 2, 3], 2)  # => [2, 3]
pub extern "mesh_list_take_end_own" fn take_end<T>(xs :: List<T>, n :: Int) -> List<T>

## All but the last n elements.
##
##     List.drop_end([1, 2, 3], 2)  # => [1]
pub extern "mesh_list_drop_end_own" fn drop_end<T>(xs :: List<T>, n :: Int) -> List<T>

## The elements from `start` to before `stop`, both clamped.
##
##     List.slice([1, 2, 3, 4], 1, 3)  # => [2, 3]
pub extern "mesh_list_slice_own" fn slice<T>(xs :: List<T>, start :: Int, stop :: Int) -> List<T>

## `(take(xs, i), drop(xs, i))`.
##
##     List.split_at([1, 2, 3], 1)  # => ([1], [2, 3])
pub fn split_at<T>(xs :: List<T>, i :: Int) -> (List<T>, List<T>) do
  let front = take(xs, i)
  (front, drop(xs, i))
end

## The longest prefix whose elements satisfy `f`.
##
##     List.take_while([1, 2, 9, 1], fn x -> x < 5 end)  # => [1, 2]
pub fn take_while<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> List<T> do
  let n = prefix_length(xs, f)
  take(xs, n)
end

## What follows the longest prefix whose elements satisfy `f`.
##
##     List.drop_while([1, 2, 9, 1], fn x -> x < 5 end)  # => [9, 1]
pub fn drop_while<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> List<T> do
  let n = prefix_length(xs, f)
  drop(xs, n)
end

## `(take_while(xs, f), drop_while(xs, f))`, with one call of `f` an element.
##
##     List.split_while([1, 9, 1], fn x -> x < 5 end)  # => ([1], [9, 1])
pub fn split_while<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> (List<T>, List<T>) do
  let n = prefix_length(xs, f)
  split_at(xs, n)
end

fn prefix_length<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> Int do
  for i in 0..length(xs) do
    if not f(get_unchecked(xs, i)) do
      return i
    end
  end
  length(xs)
end

## The elements that satisfy `f`.
##
##     List.filter([1, 2, 3], Int.is_odd)  # => [1, 3]
pub fn filter<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> List<T> do
  let out = rewrite_begin(xs)
  filter_from(xs, f, 0, out)
end

fn filter_from<T>(xs :: List<T>, f :: Fun(T) -> Bool, i :: Int, out :: List<T>) -> List<T> do
  if i < length(xs) do
    let x = rewrite_take(xs, i)
    if f(x) do
      filter_from(xs, f, i + 1, rewrite_put(out, x))
    else
      filter_from(xs, f, i + 1, out)
    end
  else
    rewrite_end(xs, out)
  end
end

## The elements that do not satisfy `f`.
##
##     List.reject([1, 2, 3], Int.is_odd)  # => [2]
pub fn reject<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> List<T> = filter(xs, fn x -> not f(x) end)

## The values that `f` gives.
##
##     List.filter_map(["1", "x", "3"], String.to_int)  # => [1, 3]
pub fn filter_map<T, U>(xs :: List<T>, f :: Fun(T) -> U?) -> List<U> do
  let out = rewrite_begin(xs)
  filter_map_from(xs, f, 0, out)
end

fn filter_map_from<T, U>(xs :: List<T>, f :: Fun(T) -> U?, i :: Int, out :: List<U>) -> List<U> do
  if i < length(xs) do
    case f(rewrite_take(xs, i)) do
      Some(y) -> filter_map_from(xs, f, i + 1, rewrite_put(out, y))
      None -> filter_map_from(xs, f, i + 1, out)
    end
  else
    rewrite_end(xs, out)
  end
end

## The elements that satisfy `f`, and the others.
##
##     List.partition([1, 2, 3], Int.is_odd)  # => ([1, 3], [2])
pub fn partition<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> (List<T>, List<T>) = partition_from(xs, f, 0, [], [])

fn partition_from<T>(
  xs :: List<T>,
  f :: Fun(T) -> Bool,
  i :: Int,
  yes :: List<T>,
  no :: List<T>
) -> (List<T>, List<T>) do
  if i < length(xs) do
    let x = get_unchecked(xs, i)
    if f(x) do
      partition_from(xs, f, i + 1, append(yes, x), no)
    else
      partition_from(xs, f, i + 1, yes, append(no, x))
    end
  else
    (yes, no)
  end
end

## Pieces of n elements; the last may be shorter.
##
##     List.chunk([1, 2, 3, 4, 5], 2)  # => [[1, 2], [3, 4], [5]]
pub fn chunk<T>(xs :: List<T>, n :: Int) -> List<List<T>> do
  if n < 1 do
    size_panic("chunk", n)
  end
  chunk_from(xs, n, 0, [])
end

fn chunk_from<T>(xs :: List<T>, n :: Int, i :: Int, acc :: List<List<T>>) -> List<List<T>> do
  let left = length(xs) - i
  if left <= 0 do
    acc
  else if left <= n do
    append(acc, slice(xs, i, length(xs)))
  else
    chunk_from(xs, n, i + n, append(acc, slice(xs, i, i + n)))
  end
end

## Runs of elements with equal keys.
##
##     List.chunk_by([1, 3, 2, 4, 5], Int.is_odd)  # => [[1, 3], [2, 4], [5]]
pub fn chunk_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> List<List<T>> where K: Eq do
  if length(xs) == 0 do
    []
  else
    let x = get_unchecked(xs, 0)
    chunk_by_from(xs, key, 1, key(x), [x], [])
  end
end

fn chunk_by_from<T, K>(
  xs :: List<T>,
  key :: Fun(T) -> K,
  i :: Int,
  current :: K,
  run :: List<T>,
  acc :: List<List<T>>
) -> List<List<T>> where K: Eq do
  if i < length(xs) do
    let x = get_unchecked(xs, i)
    let k = key(x)
    if k == current do
      chunk_by_from(xs, key, i + 1, k, append(run, x), acc)
    else
      chunk_by_from(xs, key, i + 1, k, [x], append(acc, run))
    end
  else
    append(acc, run)
  end
end

## All spans of n neighbours.
##
##     List.window([1, 2, 3], 2)  # => [[1, 2], [2, 3]]
pub fn window<T>(xs :: List<T>, n :: Int) -> List<List<T>> do
  if n < 1 do
    size_panic("window", n)
  end
  window_from(xs, n, 0, [])
end

fn window_from<T>(xs :: List<T>, n :: Int, i :: Int, acc :: List<List<T>>) -> List<List<T>> do
  if i <= length(xs) - n do
    window_from(xs, n, i + 1, append(acc, slice(xs, i, i + n)))
  else
    acc
  end
end

## The elements at positions 0, n, 2n …
##
##     List.take_every([1, 2, 3, 4, 5], 2)  # => [1, 3, 5]
pub fn take_every<T>(xs :: List<T>, n :: Int) -> List<T> do
  if n < 1 do
    size_panic("take_every", n)
  end
  take_every_from(xs, n, 0, [])
end

fn take_every_from<T>(xs :: List<T>, n :: Int, i :: Int, acc :: List<T>) -> List<T> do
  if i < length(xs) do
    let more = append(acc, get_unchecked(xs, i))
    if n < length(xs) - i do
      take_every_from(xs, n, i + n, more)
    else
      more
    end
  else
    acc
  end
end

## One of each run of equal neighbours.
##
##     List.dedup([1, 1, 2, 1])  # => [1, 2, 1]
pub fn dedup<T>(xs :: List<T>) -> List<T> where T: Eq = dedup_by(xs, fn x -> x end)

## The first of each run of neighbours with equal keys.
##
##     List.dedup_by(["a", "b", "cc"], String.length)  # => [a, cc]
pub fn dedup_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> List<T> where K: Eq do
  if length(xs) == 0 do
    xs
  else
    let x = get_unchecked(xs, 0)
    dedup_from(xs, key, 1, key(x), [x])
  end
end

fn dedup_from<T, K>(xs :: List<T>, key :: Fun(T) -> K, i :: Int, current :: K, acc :: List<T>) -> List<T> where K: Eq do
  if i < length(xs) do
    let x = get_unchecked(xs, i)
    let k = key(x)
    if k == current do
      dedup_from(xs, key, i + 1, k, acc)
    else
      dedup_from(xs, key, i + 1, k, append(acc, x))
    end
  else
    acc
  end
end

## The first of each value.
##
##     List.unique([3, 1, 3, 2, 1])  # => [3, 1, 2]
pub fn unique<T>(xs :: List<T>) -> List<T> where T: Eq + Hash = unique_by(xs, fn x -> x end)

## The first element of each key.
##
##     List.unique_by(["ab", "c", "de"], String.length)  # => [ab, c]
pub fn unique_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> List<T> where K: Eq + Hash do
  unique_from(xs, key, 0, Map.new(), [])
end

fn unique_from<T, K>(
  xs :: List<T>,
  key :: Fun(T) -> K,
  i :: Int,
  seen :: Map<K, ()>,
  acc :: List<T>
) -> List<T> where K: Eq + Hash do
  if i < length(xs) do
    let x = get_unchecked(xs, i)
    let k = key(x)
    let slot = Map.find_slot(seen, k)
    if slot >= 0 do
      unique_from(xs, key, i + 1, seen, acc)
    else
      unique_from(xs, key, i + 1, Map.add(seen, k, (), slot), append(acc, x))
    end
  else
    acc
  end
end

# ---- transforming and folding ----

## Every element after `f`.
##
##     List.map([1, 2], fn x -> x * 10 end)  # => [10, 20]
pub fn map<T, U>(xs :: List<T>, f :: Fun(T) -> U) -> List<U> do
  let out = rewrite_begin(xs)
  map_from(xs, f, 0, out)
end

fn map_from<T, U>(xs :: List<T>, f :: Fun(T) -> U, i :: Int, out :: List<U>) -> List<U> do
  if i < length(xs) do
    map_from(xs, f, i + 1, rewrite_put(out, f(rewrite_take(xs, i))))
  else
    rewrite_end(xs, out)
  end
end

## Every element after `f`, which gets its position too.
##
##     List.map_indexed(["a", "b"], fn i, x -> "${i}${x}" end)  # => [0a, 1b]
pub fn map_indexed<T, U>(xs :: List<T>, f :: Fun(Int, T) -> U) -> List<U> do
  let out = rewrite_begin(xs)
  map_indexed_from(xs, f, 0, out)
end

fn map_indexed_from<T, U>(xs :: List<T>, f :: Fun(Int, T) -> U, i :: Int, out :: List<U>) -> List<U> do
  if i < length(xs) do
    map_indexed_from(xs, f, i + 1, rewrite_put(out, f(i, rewrite_take(xs, i))))
  else
    rewrite_end(xs, out)
  end
end

## The lists that `f` gives, one after the other.
##
##     List.flat_map([1, 2], fn x -> [x, x] end)  # => [1, 1, 2, 2]
pub fn flat_map<T, U>(xs :: List<T>, f :: Fun(T) -> List<U>) -> List<U> = flat_map_from(xs, f, 0, [])

fn flat_map_from<T, U>(xs :: List<T>, f :: Fun(T) -> List<U>, i :: Int, acc :: List<U>) -> List<U> do
  if i < length(xs) do
    flat_map_from(xs, f, i + 1, concat(acc, f(get_unchecked(xs, i))))
  else
    acc
  end
end

## The elements of the elements: one level less.
##
##     List.flatten([[1], [], [2, 3]])  # => [1, 2, 3]
pub fn flatten<T>(xss :: List<List<T>>) -> List<T> = flat_map(xss, fn xs -> xs end)

## The elements with their positions.
##
##     List.enumerate(["a", "b"])  # => [(0, a), (1, b)]
pub fn enumerate<T>(xs :: List<T>) -> List<(Int, T)> = map_indexed(xs, fn i, x -> (i, x) end)

## Pairs, as many as the shorter list has elements.
##
##     List.zip([1, 2, 3], ["a", "b"])  # => [(1, a), (2, b)]
pub fn zip<T, U>(xs :: List<T>, ys :: List<U>) -> List<(T, U)> = zip_with(xs, ys, fn x, y -> (x, y) end)

## What `f` makes of the pairs.
##
##     List.zip_with([1, 2], [10, 20], fn a, b -> a + b end)  # => [11, 22]
pub fn zip_with<T, U, V>(xs :: List<T>, ys :: List<U>, f :: Fun(T, U) -> V) -> List<V> do
  let n = if length(xs) < length(ys) do length(xs) else length(ys) end
  generate(n, fn i -> f(get_unchecked(xs, i), get_unchecked(ys, i)) end)
end

## The first components, and the second.
##
##     List.unzip([(1, "a"), (2, "b")])  # => ([1, 2], [a, b])
pub fn unzip<A, B>(ps :: List<(A, B)>) -> (List<A>, List<B>) do
  unzip_from(ps, 0, with_capacity(length(ps)), with_capacity(length(ps)))
end

fn unzip_from<A, B>(ps :: List<(A, B)>, i :: Int, xs :: List<A>, ys :: List<B>) -> (List<A>, List<B>) do
  if i < length(ps) do
    let (x, y) = get_unchecked(ps, i)
    unzip_from(ps, i + 1, append(xs, x), append(ys, y))
  else
    (xs, ys)
  end
end

## The columns; a row that is too short is skipped.
##
##     List.transpose([[1, 2, 3], [4, 5]])  # => [[1, 4], [2, 5], [3]]
pub fn transpose<T>(xss :: List<List<T>>) -> List<List<T>> do
  let width = reduce(xss, 0, fn n, row -> if length(row) > n do length(row) else n end end)
  generate(width, fn i -> filter_map(xss, fn row -> at(row, i) end) end)
end

## Calls `f` on every element.
##
##     List.each([1], fn x -> x end)  # => ()
pub fn each<T, U>(xs :: List<T>, f :: Fun(T) -> U) -> () do
  for x in xs do
    f(x)
  end
  nil
end

## The accumulator after `f(acc, x)` for every element.
##
##     List.reduce([1, 2, 3], 100, fn a, x -> a - x end)  # => 94
pub fn reduce<T, A>(xs :: List<T>, init :: A, f :: Fun(A, T) -> A) -> A = reduce_from(xs, f, 0, init)

fn reduce_from<T, A>(xs :: List<T>, f :: Fun(A, T) -> A, i :: Int, acc :: A) -> A do
  if i < length(xs) do
    reduce_from(xs, f, i + 1, f(acc, get_unchecked(xs, i)))
  else
    acc
  end
end

## The same with the first element as the start.
##
##     List.reduce([5, 2, 1], fn a, x -> a - x end)  # => Some(2)
pub fn reduce<T>(xs :: List<T>, f :: Fun(T, T) -> T) -> T? do
  if length(xs) == 0 do
    None
  else
    Some(reduce_from(xs, f, 1, get_unchecked(xs, 0)))
  end
end

## The fold from the end.
##
##     List.reduce_right(["a", "b"], "", fn a, x -> a <> x end)  # => ba
pub fn reduce_right<T, A>(xs :: List<T>, init :: A, f :: Fun(A, T) -> A) -> A do
  reduce_right_from(xs, f, length(xs) - 1, init)
end

fn reduce_right_from<T, A>(xs :: List<T>, f :: Fun(A, T) -> A, i :: Int, acc :: A) -> A do
  if i >= 0 do
    reduce_right_from(xs, f, i - 1, f(acc, get_unchecked(xs, i)))
  else
    acc
  end
end

## The fold that goes on while `f` gives `Some`; at `None` the last accumulator.
##
##     List.reduce_while([4, 5, 6], 0, fn a, x -> Bool.to_option(a + x < 10, a + x) end)  # => 9
pub fn reduce_while<T, A>(xs :: List<T>, init :: A, f :: Fun(A, T) -> A?) -> A = reduce_while_from(xs, f, 0, init)

fn reduce_while_from<T, A>(xs :: List<T>, f :: Fun(A, T) -> A?, i :: Int, acc :: A) -> A do
  if i < length(xs) do
    case f(acc, get_unchecked(xs, i)) do
      Some(next) -> reduce_while_from(xs, f, i + 1, next)
      None -> acc
    end
  else
    acc
  end
end

## Every intermediate result of the fold, without `init`.
##
##     List.scan([1, 2, 3], 0, fn a, x -> a + x end)  # => [1, 3, 6]
pub fn scan<T, A>(xs :: List<T>, init :: A, f :: Fun(A, T) -> A) -> List<A> do
  scan_from(xs, f, 0, init, with_capacity(length(xs)))
end

fn scan_from<T, A>(xs :: List<T>, f :: Fun(A, T) -> A, i :: Int, state :: A, acc :: List<A>) -> List<A> do
  if i < length(xs) do
    let next = f(state, get_unchecked(xs, i))
    scan_from(xs, f, i + 1, next, append(acc, next))
  else
    acc
  end
end

## A map that carries a state.
##
##     List.map_accum([5, 6], 1, fn n, x -> (n + 1, n * x) end)  # => (3, [5, 12])
pub fn map_accum<T, A, U>(xs :: List<T>, init :: A, f :: Fun(A, T) -> (A, U)) -> (A, List<U>) do
  map_accum_from(xs, f, 0, init, with_capacity(length(xs)))
end

fn map_accum_from<T, A, U>(
  xs :: List<T>,
  f :: Fun(A, T) -> (A, U),
  i :: Int,
  state :: A,
  acc :: List<U>
) -> (A, List<U>) do
  if i < length(xs) do
    let (next, y) = f(state, get_unchecked(xs, i))
    map_accum_from(xs, f, i + 1, next, append(acc, y))
  else
    (state, acc)
  end
end

## The values that `f` gives, or its first error.
##
##     List.try_map(["1", "z"], fn s -> Option.ok_or(String.to_int(s), "bad ${s}") end)  # => Err(bad z)
pub fn try_map<T, U, E>(xs :: List<T>, f :: Fun(T) -> U!E) -> List<U>!E do
  try_map_from(xs, f, 0, with_capacity(length(xs)))
end

fn try_map_from<T, U, E>(xs :: List<T>, f :: Fun(T) -> U!E, i :: Int, acc :: List<U>) -> List<U>!E do
  if i < length(xs) do
    case f(get_unchecked(xs, i)) do
      Ok(y) -> try_map_from(xs, f, i + 1, append(acc, y))
      Err(e) -> Err(e)
    end
  else
    Ok(acc)
  end
end

## The fold that ends at the first error.
##
##     List.try_reduce([1, 2], 0, fn a, x -> Ok(a + x) end)  # => Ok(3)
pub fn try_reduce<T, A, E>(xs :: List<T>, init :: A, f :: Fun(A, T) -> A!E) -> A!E = try_reduce_from(xs, f, 0, init)

fn try_reduce_from<T, A, E>(xs :: List<T>, f :: Fun(A, T) -> A!E, i :: Int, acc :: A) -> A!E do
  if i < length(xs) do
    case f(acc, get_unchecked(xs, i)) do
      Ok(next) -> try_reduce_from(xs, f, i + 1, next)
      Err(e) -> Err(e)
    end
  else
    Ok(acc)
  end
end

## The sum, left to right; 0 of the empty list.
##
##     List.sum([0.5, 0.25])  # => 0.75
pub fn sum<T>(xs :: List<T>) -> T where T: Num = sum_from(xs, 0, T.zero())

fn sum_from<T>(xs :: List<T>, i :: Int, acc :: T) -> T where T: Num do
  if i < length(xs) do
    sum_from(xs, i + 1, acc.plus(get_unchecked(xs, i)))
  else
    acc
  end
end

## The product, left to right; 1 of the empty list.
##
##     List.product([2, 3, 4])  # => 24
pub fn product<T>(xs :: List<T>) -> T where T: Num = product_from(xs, 0, T.one())

fn product_from<T>(xs :: List<T>, i :: Int, acc :: T) -> T where T: Num do
  if i < length(xs) do
    product_from(xs, i + 1, acc.times(get_unchecked(xs, i)))
  else
    acc
  end
end

## The elements as text with `sep` between them.
##
##     List.join([1, 2, 3], "/")  # => 1/2/3
pub fn join<T>(xs :: List<T>, sep :: String) -> String where T: Display = joined_onto(xs, sep, "")

# `acc` and the elements after it.
fn joined_onto<T>(xs :: List<T>, sep :: String, acc :: String) -> String where T: Display do
  if length(xs) == 0 do
    acc
  else
    joined_from(xs, sep, 1, acc <> get_unchecked(xs, 0).to_string())
  end
end

fn joined_from<T>(xs :: List<T>, sep :: String, i :: Int, acc :: String) -> String where T: Display do
  if i < length(xs) do
    joined_from(xs, sep, i + 1, "${acc}${sep}${get_unchecked(xs, i)}")
  else
    acc
  end
end

# `acc` and the elements after it, as Debug shows them.
fn inspected_onto<T>(xs :: List<T>, acc :: String) -> String where T: Debug do
  if length(xs) == 0 do
    acc
  else
    inspected_from(xs, 1, acc <> get_unchecked(xs, 0).inspect())
  end
end

fn inspected_from<T>(xs :: List<T>, i :: Int, acc :: String) -> String where T: Debug do
  if i < length(xs) do
    inspected_from(xs, i + 1, "${acc}, ${get_unchecked(xs, i).inspect()}")
  else
    acc
  end
end

# ---- order ----

## Ascending by `compare`; stable.
##
##     List.sort([3, 1, 2])  # => [1, 2, 3]
pub fn sort<T>(xs :: List<T>) -> List<T> where T: Ord do
  merge_sort(xs, fn a, b -> Ordering.is_less(a.compare(b)) end)
end

## By a comparison that gives a negative number, 0 or a positive number; stable.
##
##     List.sort([3, 1, 2], fn a, b -> b - a end)  # => [3, 2, 1]
pub fn sort<T>(xs :: List<T>, cmp :: Fun(T, T) -> Int) -> List<T> = merge_sort(xs, fn a, b -> cmp(a, b) < 0 end)

## By keys, each computed once; stable.
##
##     List.sort_by(["ccc", "a", "bb"], String.length)  # => [a, bb, ccc]
pub fn sort_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> List<T> where K: Ord do
  let keyed = map(xs, fn x -> (key(x), x) end)
  let sorted = merge_sort(keyed, fn a, b -> keys_ascend(a, b) end)
  map(sorted, fn pair -> pair_value(pair) end)
end

fn keys_ascend<K, T>(a :: (K, T), b :: (K, T)) -> Bool where K: Ord do
  let (j, _) = a
  let (k, _) = b
  Ordering.is_less(j.compare(k))
end

fn pair_value<K, T>(pair :: (K, T)) -> T do
  let (_, x) = pair
  x
end

## By a comparison; stable. Descending: `Ordering.reversed(compare)`.
##
##     List.sort_with([1, 3, 2], Ordering.reversed(compare))  # => [3, 2, 1]
pub fn sort_with<T>(xs :: List<T>, cmp :: Fun(T, T) -> Ordering) -> List<T> do
  merge_sort(xs, fn a, b -> Ordering.is_less(cmp(a, b)) end)
end

# A stable bottom-up merge sort. Runs of RUN elements are sorted by insertion, then merged from one list into the other and
# back. All work is on raw slots of two lists, each element standing in exactly one slot, so that an inconsistent comparison
# gives some permutation. `before(a, b)`: a must stand before b.
fn merge_sort<T>(xs :: List<T>, before :: Fun(T, T) -> Bool) -> List<T> do
  let n = length(xs)
  if n < 2 do
    xs
  else
    let own = unshare(xs)
    let spare = with_capacity(n)
    insertion_runs(own, spare, before, n, 0)
    merge_passes(own, spare, before, n, 8, false)
  end
end

fn insertion_runs<T>(xs :: List<T>, spare :: List<T>, before :: Fun(T, T) -> Bool, n :: Int, low :: Int) do
  if low < n do
    let high = if n - low < 8 do n else low + 8 end
    insertion_run(xs, spare, before, low, high, low + 1)
    insertion_runs(xs, spare, before, n, high)
  end
end

fn insertion_run<T>(
  xs :: List<T>,
  spare :: List<T>,
  before :: Fun(T, T) -> Bool,
  low :: Int,
  high :: Int,
  i :: Int
) do
  if i < high do
    let x = peek(xs, i)
    let place = insertion_place(xs, before, x, low, i)
    if place < i do
      move_slots(spare, 0, xs, i, 1)
      shift_up(xs, place, i)
      move_slots(xs, place, spare, 0, 1)
    end
    insertion_run(xs, spare, before, low, high, i + 1)
  end
end

# Where x belongs among the sorted slots from low to before i.
fn insertion_place<T>(xs :: List<T>, before :: Fun(T, T) -> Bool, x :: T, low :: Int, i :: Int) -> Int do
  if i > low and before(x, peek(xs, i - 1)) do
    insertion_place(xs, before, x, low, i - 1)
  else
    i
  end
end

# Moves the slots from `low` to before `i` one place up.
fn shift_up<T>(xs :: List<T>, low :: Int, i :: Int) do
  if i > low do
    move_slots(xs, i, xs, i - 1, 1)
    shift_up(xs, low, i - 1)
  end
end

# Merges runs of `width` until there is one. `swapped`: the elements stand in `spare`.
fn merge_passes<T>(
  xs :: List<T>,
  spare :: List<T>,
  before :: Fun(T, T) -> Bool,
  n :: Int,
  width :: Int,
  swapped :: Bool
) -> List<T> do
  if width < n do
    if swapped do
      merge_runs(spare, xs, before, n, width, 0)
    else
      merge_runs(xs, spare, before, n, width, 0)
    end
    merge_passes(xs, spare, before, n, width * 2, not swapped)
  else
    if swapped do
      move_slots(xs, 0, spare, 0, n)
    end
    xs
  end
end

fn merge_runs<T>(
  source :: List<T>,
  target :: List<T>,
  before :: Fun(T, T) -> Bool,
  n :: Int,
  width :: Int,
  low :: Int
) do
  if low < n do
    let middle = if n - low < width do n else low + width end
    let high = if n - middle < width do n else middle + width end
    if middle == high or not before(peek(source, middle), peek(source, middle - 1)) do
      move_slots(target, low, source, low, high - low)
    else
      merge(source, target, before, low, middle, middle, high, low)
    end
    merge_runs(source, target, before, n, width, high)
  end
end

# Merges the slots from i to before `middle` and from j to before `high` into the target from k on.
fn merge<T>(
  source :: List<T>,
  target :: List<T>,
  before :: Fun(T, T) -> Bool,
  i :: Int,
  middle :: Int,
  j :: Int,
  high :: Int,
  k :: Int
) do
  if i == middle do
    move_slots(target, k, source, j, high - j)
  else if j == high do
    move_slots(target, k, source, i, middle - i)
  else if before(peek(source, j), peek(source, i)) do
    move_slots(target, k, source, j, 1)
    merge(source, target, before, i, middle, j + 1, high, k + 1)
  else
    move_slots(target, k, source, i, 1)
    merge(source, target, before, i + 1, middle, j, high, k + 1)
  end
end

## Is it ascending by `compare`, equal neighbours allowed?
##
##     List.is_sorted([1, 2, 2])  # => true
pub fn is_sorted<T>(xs :: List<T>) -> Bool where T: Ord do
  for i in 1..length(xs) do
    if Ordering.is_less(get_unchecked(xs, i).compare(get_unchecked(xs, i - 1))) do
      return false
    end
  end
  true
end

## The smallest element by `compare`, the first of equals.
##
##     List.min([3, 9, 2])  # => Some(2)
pub fn min<T>(xs :: List<T>) -> T? where T: Ord do
  reduce(xs, fn a, x -> if Ordering.is_less(x.compare(a)) do x else a end end)
end

## The largest element by `compare`, the first of equals.
##
##     List.max([3, 9, 2])  # => Some(9)
pub fn max<T>(xs :: List<T>) -> T? where T: Ord do
  reduce(xs, fn a, x -> if Ordering.is_greater(x.compare(a)) do x else a end end)
end

## The element with the smallest key, the first of equals.
##
##     List.min_by(["bb", "a"], String.length)  # => Some(a)
pub fn min_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> T? where K: Ord do
  best_by(xs, key, fn j, k -> Ordering.is_less(j.compare(k)) end)
end

## The element with the largest key, the first of equals.
##
##     List.max_by(["a", "bb", "cc"], String.length)  # => Some(bb)
pub fn max_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> T? where K: Ord do
  best_by(xs, key, fn j, k -> Ordering.is_greater(j.compare(k)) end)
end

fn best_by<T, K>(xs :: List<T>, key :: Fun(T) -> K, better :: Fun(K, K) -> Bool) -> T? do
  if length(xs) == 0 do
    None
  else
    let x = get_unchecked(xs, 0)
    Some(best_from(xs, key, better, 1, x, key(x)))
  end
end

fn best_from<T, K>(
  xs :: List<T>,
  key :: Fun(T) -> K,
  better :: Fun(K, K) -> Bool,
  i :: Int,
  best :: T,
  best_key :: K
) -> T do
  if i < length(xs) do
    let x = get_unchecked(xs, i)
    let k = key(x)
    if better(k, best_key) do
      best_from(xs, key, better, i + 1, x, k)
    else
      best_from(xs, key, better, i + 1, best, best_key)
    end
  else
    best
  end
end

## The smallest and the largest element.
##
##     List.min_max([3, 9, 2])  # => Some((2, 9))
pub fn min_max<T>(xs :: List<T>) -> Option<(T, T)> where T: Ord do
  case min(xs) do
    Some(low) ->
      case max(xs) do
        Some(high) -> Some((low, high))
        None -> None
      end
    None -> None
  end
end

## The elements of each key, keys in order of first appearance.
##
##     List.group_by([1, 2, 3], fn x -> x % 2 end)  # => %{1 => [1, 3], 0 => [2]}
pub fn group_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> Map<K, List<T>> where K: Eq + Hash do
  reduce(xs, Map.new(), fn m, x -> Map.push(m, key(x), x) end)
end

## The number of elements of each key.
##
##     List.count_by(["a", "b", "cc"], String.length)  # => %{1 => 2, 2 => 1}
pub fn count_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> Map<K, Int> where K: Eq + Hash do
  reduce(xs, Map.new(), fn m, x -> Map.increment(m, key(x), 1) end)
end

## The elements by their keys; later elements win.
##
##     List.key_by(["a", "bb"], String.length)  # => %{1 => a, 2 => bb}
pub fn key_by<T, K>(xs :: List<T>, key :: Fun(T) -> K) -> Map<K, T> where K: Eq + Hash do
  reduce(xs, Map.new(), fn m, x -> Map.put(m, key(x), x) end)
end

## How often each value occurs.
##
##     List.frequencies(["x", "y", "x"])  # => %{x => 2, y => 1}
pub fn frequencies<T>(xs :: List<T>) -> Map<T, Int> where T: Eq + Hash do
  reduce(xs, Map.new(), fn m, x -> Map.increment(m, x, 1) end)
end

## All orders of the positions, lexicographic: n! results.
##
##     List.permutations([1, 2])  # => [[1, 2], [2, 1]]
pub fn permutations<T>(xs :: List<T>) -> List<List<T>> do
  permutations_from(xs, Range.to_list(0..length(xs)), [xs])
end

# `order`: the positions of the last result.
fn permutations_from<T>(xs :: List<T>, order :: List<Int>, acc :: List<List<T>>) -> List<List<T>> do
  let ascent = last_ascent(order, length(order) - 2)
  if ascent < 0 do
    acc
  else
    let above = last_above(order, get_unchecked(order, ascent), length(order) - 1)
    let (front, rest) = split_at(swap(order, ascent, above), ascent + 1)
    let next = concat(front, reverse(rest))
    permutations_from(xs, next, append(acc, selected(xs, next)))
  end
end

fn last_ascent(order :: List<Int>, i :: Int) -> Int do
  if i >= 0 and get_unchecked(order, i) > get_unchecked(order, i + 1) do
    last_ascent(order, i - 1)
  else
    i
  end
end

fn last_above(order :: List<Int>, n :: Int, i :: Int) -> Int do
  if get_unchecked(order, i) > n do
    i
  else
    last_above(order, n, i - 1)
  end
end

fn selected<T>(xs :: List<T>, positions :: List<Int>) -> List<T> do
  map(positions, fn i -> get_unchecked(xs, i) end)
end

## All choices of k positions, ascending, lexicographic.
##
##     List.combinations([1, 2, 3], 2)  # => [[1, 2], [1, 3], [2, 3]]
pub fn combinations<T>(xs :: List<T>, k :: Int) -> List<List<T>> do
  if k < 0 or k > length(xs) do
    []
  else
    let first_choice = Range.to_list(0..k)
    combinations_from(xs, first_choice, [selected(xs, first_choice)])
  end
end

fn combinations_from<T>(xs :: List<T>, choice :: List<Int>, acc :: List<List<T>>) -> List<List<T>> do
  let k = length(choice)
  let i = last_movable(choice, length(xs) - k, k - 1)
  if i < 0 do
    acc
  else
    let start = get_unchecked(choice, i) + 1
    let next = concat(take(choice, i), Range.to_list(start..start + k - i))
    combinations_from(xs, next, append(acc, selected(xs, next)))
  end
end

# The last i whose position is not at its end, `slack` places behind its start.
fn last_movable(choice :: List<Int>, slack :: Int, i :: Int) -> Int do
  if i >= 0 and get_unchecked(choice, i) == slack + i do
    last_movable(choice, slack, i - 1)
  else
    i
  end
end

# ---- traits ----

impl<T> Eq for List<T> where T: Eq do
  fn eq(self, other :: List<T>) -> Bool do
    length(self) == length(other) and equal_at(self, other, 0)
  end
end

impl<T> Ord for List<T> where T: Ord do
  fn compare(self, other :: List<T>) -> Ordering do
    let n = if length(self) < length(other) do length(self) else length(other) end
    for i in 0..n do
      case get_unchecked(self, i).compare(get_unchecked(other, i)) do
        Equal -> nil
        o -> return o
      end
    end
    length(self).compare(length(other))
  end
end

impl<T> Hash for List<T> where T: Hash do
  fn hash(self) -> Int = hashed_from(self, 0, Int.fnv(length(self)))
end

fn hashed_from<T>(xs :: List<T>, i :: Int, acc :: Int) -> Int where T: Hash do
  if i < length(xs) do
    hashed_from(xs, i + 1, Hash.mix(acc, get_unchecked(xs, i).hash()))
  else
    acc
  end
end

impl<T> Display for List<T> where T: Display do
  fn to_string(self) -> String = joined_onto(self, ", ", "[") <> "]"
end

impl<T> Debug for List<T> where T: Debug do
  fn inspect(self) -> String = inspected_onto(self, "[") <> "]"
end

impl<T> Default for List<T> do
  fn default() -> List<T> = []
end

impl<T> Iterable for List<T> do
  type Item = T
  type Iter = Iter<T>
  fn iter(self) -> Iter<T> = Iter.over_list(self, 0)
end
