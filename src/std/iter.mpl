##! Lazy sequences. Building one does no work; a run pulls one element at a time through the whole chain.
##!
##! Used by the compiler: `pull`.

## A description of a sequence. `step` begins a run: it gives the first element and the rest.
pub struct Iter<T> do
  step :: Fun() -> Option<(T, Iter<T>)>
end deriving()

pub type ListIterator<T> = Iter<T>
pub type MapIterator<T> = Iter<T>
pub type SetIterator<T> = Iter<T>
pub type RangeIterator<T> = Iter<T>
pub type MapAdapterIterator<T> = Iter<T>
pub type FilterAdapterIterator<T> = Iter<T>
pub type TakeAdapterIterator<T> = Iter<T>
pub type SkipAdapterIterator<T> = Iter<T>
pub type EnumerateAdapterIterator<T> = Iter<T>
pub type ZipAdapterIterator<T> = Iter<T>

# The first element and the rest.
fn pull<T>(it :: Iter<T>) -> Option<(T, Iter<T>)> = it.step()

fn size_panic(function :: String, n :: Int) -> Never do
  panic("Iter.${function}: size must be positive, got ${n}")
end

# ---- sources ----

# The elements of a list from position i on.
fn over_list<T>(xs :: List<T>, i :: Int) -> Iter<T> do
  Iter {
    step: fn ->
      if i < List.length(xs) do
        Some((List.get_unchecked(xs, i), over_list(xs, i + 1)))
      else
        None
      end
    end
  }
end

fn over_range(start :: Int, stop :: Int) -> Iter<Int> do
  Iter {
    step: fn ->
      if start < stop do
        Some((start, over_range(start + 1, stop)))
      else
        None
      end
    end
  }
end

# The entries of a map whose slots are at or after `from`.
fn over_map<K, V>(m :: Map<K, V>, from :: Int) -> Iter<(K, V)> do
  Iter {
    step: fn ->
      let slot = Map.next_slot(m, from)
      if slot >= 0 do
        Some(((Map.key_at(m, slot), Map.value_at(m, slot)), over_map(m, slot + 1)))
      else
        None
      end
    end
  }
end

fn over_keys<K, V>(m :: Map<K, V>, from :: Int) -> Iter<K> do
  Iter {
    step: fn ->
      let slot = Map.next_slot(m, from)
      if slot >= 0 do
        Some((Map.key_at(m, slot), over_keys(m, slot + 1)))
      else
        None
      end
    end
  }
end

fn over_bytes(b :: Bytes, i :: Int) -> Iter<Int> do
  Iter {
    step: fn ->
      if i < Bytes.length(b) do
        Some((Bytes.get_unchecked(b, i), over_bytes(b, i + 1)))
      else
        None
      end
    end
  }
end

fn over_iterator<I>(state :: I) -> Iter<I.Item> where I: Iterator do
  Iter {
    step: fn ->
      case state.next() do
        Some((x, next)) -> Some((x, over_iterator(next)))
        None -> None
      end
    end
  }
end

## The elements of a collection, or of another iterator.
##
##     Iter.from(1..4) |> Iter.sum()  # => 6
pub fn from<C>(c :: C) -> Iter<C.Item> where C: Iterable = c.iter().as_iter()

## No elements.
##
##     Iter.count(Iter.empty())  # => 0
pub fn empty<T>() -> Iter<T> = Iter { step: fn -> None end }

## One element.
##
##     Iter.once(7) |> List.collect()  # => [7]
pub fn once<T>(x :: T) -> Iter<T> = Iter { step: fn -> Some((x, empty())) end }

## `x` without end.
##
##     Iter.repeat("a") |> Iter.take(3) |> String.collect()  # => aaa
pub fn repeat<T>(x :: T) -> Iter<T> = Iter { step: fn -> Some((x, repeat(x))) end }

## `x` n times.
##
##     Iter.repeat("a", 2) |> List.collect()  # => [a, a]
pub fn repeat<T>(x :: T, n :: Int) -> Iter<T> = take(repeat(x), n)

## x, f(x), f(f(x)) … without end.
##
##     Iter.iterate(1, fn n -> n * 2 end) |> Iter.take(5) |> List.collect()  # => [1, 2, 4, 8, 16]
pub fn iterate<T>(x :: T, f :: Fun(T) -> T) -> Iter<T> = Iter { step: fn -> Some((x, iterate_after(x, f))) end }

fn iterate_after<T>(x :: T, f :: Fun(T) -> T) -> Iter<T> do
  Iter {
    step: fn ->
      let y = f(x)
      Some((y, iterate_after(y, f)))
    end
  }
end

## Elements made from a state that goes along, until `None`.
##
##     Iter.unfold(3, fn n -> Bool.to_option(n > 0, (n, n - 1)) end) |> List.collect()  # => [3, 2, 1]
pub fn unfold<S, T>(seed :: S, f :: Fun(S) -> Option<(T, S)>) -> Iter<T> do
  Iter {
    step: fn ->
      case f(seed) do
        Some((x, next)) -> Some((x, unfold(next, f)))
        None -> None
      end
    end
  }
end

## n, n + 1 … without end; overflow panics.
##
##     Iter.count_from(5) |> Iter.take(2) |> List.collect()  # => [5, 6]
pub fn count_from(n :: Int) -> Iter<Int> = count_from(n, 1)

## n, n + step … without end; overflow panics.
##
##     Iter.count_from(5, -2) |> Iter.take(3) |> List.collect()  # => [5, 3, 1]
pub fn count_from(n :: Int, step :: Int) -> Iter<Int> = iterate(n, fn k -> k + step end)

## a, a + step … before b in the direction of the step.
##
##     Iter.range(9, 0, -4) |> List.collect()  # => [9, 5, 1]
pub fn range(a :: Int, b :: Int, step :: Int) -> Iter<Int> do
  if step == 0 do
    panic("Iter.range: step is zero")
  end
  stepped(a, b, step)
end

fn stepped(a :: Int, b :: Int, step :: Int) -> Iter<Int> do
  Iter {
    step: fn ->
      if (step > 0 and a < b) or (step < 0 and a > b) do
        case Int.checked_add(a, step) do
          Some(next) -> Some((a, stepped(next, b, step)))
          None -> Some((a, empty()))
        end
      else
        None
      end
    end
  }
end

## f() for every element, without end.
##
##     Iter.generate(fn -> 1 end) |> Iter.take(2) |> List.collect()  # => [1, 1]
pub fn generate<T>(f :: Fun() -> T) -> Iter<T> = Iter { step: fn -> Some((f(), generate(f))) end }

# ---- adapters ----

## Every element after `f`.
##
##     Iter.from([3, 1]) |> Iter.map(fn n -> n * 2 end) |> List.collect()  # => [6, 2]
pub fn map<T, U>(it :: Iter<T>, f :: Fun(T) -> U) -> Iter<U> do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) -> Some((f(x), map(rest, f)))
        None -> None
      end
    end
  }
end

## The elements that satisfy `f`.
##
##     Iter.from([3, 4]) |> Iter.filter(Int.is_even) |> List.collect()  # => [4]
pub fn filter<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Iter<T> = Iter { step: fn -> pull_filtered(it, f) end }

fn pull_filtered<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Option<(T, Iter<T>)> do
  case it.step() do
    Some((x, rest)) ->
      if f(x) do
        Some((x, filter(rest, f)))
      else
        pull_filtered(rest, f)
      end
    None -> None
  end
end

## The elements that do not satisfy `f`.
##
##     Iter.from([3, 4]) |> Iter.reject(Int.is_even) |> List.collect()  # => [3]
pub fn reject<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Iter<T> = filter(it, fn x -> not f(x) end)

## At most n elements; after the n-th the source is not asked again.
##
##     Iter.count_from(1) |> Iter.take(2) |> List.collect()  # => [1, 2]
pub fn take<T>(it :: Iter<T>, n :: Int) -> Iter<T> do
  Iter {
    step: fn ->
      if n <= 0 do
        None
      else
        case it.step() do
          Some((x, rest)) -> Some((x, take(rest, n - 1)))
          None -> None
        end
      end
    end
  }
end

## Without the first n elements.
##
##     Iter.from([3, 1, 4]) |> Iter.skip(2) |> List.collect()  # => [4]
pub fn skip<T>(it :: Iter<T>, n :: Int) -> Iter<T> = Iter { step: fn -> pull_skipped(it, n) end }

fn pull_skipped<T>(it :: Iter<T>, n :: Int) -> Option<(T, Iter<T>)> do
  if n <= 0 do
    it.step()
  else
    case it.step() do
      Some((_, rest)) -> pull_skipped(rest, n - 1)
      None -> None
    end
  end
end

## The elements with their positions.
##
##     Iter.from(["a", "b"]) |> Iter.enumerate() |> List.collect()  # => [(0, a), (1, b)]
pub fn enumerate<T>(it :: Iter<T>) -> Iter<(Int, T)> = enumerate_from(it, 0)

fn enumerate_from<T>(it :: Iter<T>, i :: Int) -> Iter<(Int, T)> do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) -> Some(((i, x), enumerate_from(rest, i + 1)))
        None -> None
      end
    end
  }
end

## Pairs; ends with the shorter. `b` is asked only if `a` had an element.
##
##     Iter.from([3, 1]) |> Iter.zip(Iter.from(["x", "y"])) |> List.collect()  # => [(3, x), (1, y)]
pub fn zip<T, U>(a :: Iter<T>, b :: Iter<U>) -> Iter<(T, U)> = zip_with(a, b, fn x, y -> (x, y) end)

## What `f` makes of the pairs.
##
##     Iter.zip_with(Iter.from([1, 2]), Iter.from([10, 20]), fn x, y -> x + y end) |> List.collect()  # => [11, 22]
pub fn zip_with<T, U, V>(a :: Iter<T>, b :: Iter<U>, f :: Fun(T, U) -> V) -> Iter<V> do
  Iter {
    step: fn ->
      case a.step() do
        Some((x, more)) ->
          case b.step() do
            Some((y, rest)) -> Some((f(x, y), zip_with(more, rest, f)))
            None -> None
          end
        None -> None
      end
    end
  }
end

## The longest prefix whose elements satisfy `f`.
##
##     Iter.from([3, 1, 4]) |> Iter.take_while(fn n -> n < 4 end) |> List.collect()  # => [3, 1]
pub fn take_while<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Iter<T> do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) ->
          if f(x) do
            Some((x, take_while(rest, f)))
          else
            None
          end
        None -> None
      end
    end
  }
end

## What follows the longest prefix whose elements satisfy `f`.
##
##     Iter.from([3, 1, 4]) |> Iter.skip_while(fn n -> n < 4 end) |> List.collect()  # => [4]
pub fn skip_while<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Iter<T> = Iter { step: fn -> pull_after(it, f) end }

fn pull_after<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Option<(T, Iter<T>)> do
  case it.step() do
    Some((x, rest)) ->
      if f(x) do
        pull_after(rest, f)
      else
        Some((x, rest))
      end
    None -> None
  end
end

## The values that `f` gives.
##
##     Iter.from(["1", "x"]) |> Iter.filter_map(String.to_int) |> List.collect()  # => [1]
pub fn filter_map<T, U>(it :: Iter<T>, f :: Fun(T) -> U?) -> Iter<U> = Iter { step: fn -> pull_mapped(it, f) end }

fn pull_mapped<T, U>(it :: Iter<T>, f :: Fun(T) -> U?) -> Option<(U, Iter<U>)> do
  case it.step() do
    Some((x, rest)) ->
      case f(x) do
        Some(y) -> Some((y, filter_map(rest, f)))
        None -> pull_mapped(rest, f)
      end
    None -> None
  end
end

## The values that `f` gives until the first `None`.
##
##     Iter.from(["1", "x", "2"]) |> Iter.map_while(String.to_int) |> List.collect()  # => [1]
pub fn map_while<T, U>(it :: Iter<T>, f :: Fun(T) -> U?) -> Iter<U> do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) ->
          case f(x) do
            Some(y) -> Some((y, map_while(rest, f)))
            None -> None
          end
        None -> None
      end
    end
  }
end

## The collections that `f` gives, one after the other.
##
##     Iter.from([2, 1]) |> Iter.flat_map(fn n -> 0..n end) |> List.collect()  # => [0, 1, 0]
pub fn flat_map<T, C>(it :: Iter<T>, f :: Fun(T) -> C) -> Iter<C.Item> where C: Iterable = flatten(map(it, f))

## The elements of the elements: one level less.
##
##     Iter.from([[1], [2, 3]]) |> Iter.flatten() |> List.collect()  # => [1, 2, 3]
pub fn flatten<C>(it :: Iter<C>) -> Iter<C.Item> where C: Iterable = flatten_from(empty(), it)

fn flatten_from<C>(inner :: Iter<C.Item>, it :: Iter<C>) -> Iter<C.Item> where C: Iterable do
  Iter { step: fn -> pull_flattened(inner, it) end }
end

fn pull_flattened<C>(inner :: Iter<C.Item>, it :: Iter<C>) -> Option<(C.Item, Iter<C.Item>)> where C: Iterable do
  case inner.step() do
    Some((x, rest)) -> Some((x, flatten_from(rest, it)))
    None ->
      case it.step() do
        Some((c, rest)) -> pull_flattened(from(c), rest)
        None -> None
      end
  end
end

## The elements of `a`, then those of `b`.
##
##     Iter.concat(Iter.from([1]), Iter.from([2])) |> List.collect()  # => [1, 2]
pub fn concat<T>(a :: Iter<T>, b :: Iter<T>) -> Iter<T> do
  Iter {
    step: fn ->
      case a.step() do
        Some((x, rest)) -> Some((x, concat(rest, b)))
        None -> b.step()
      end
    end
  }
end

## `x` before the elements.
##
##     Iter.from([2]) |> Iter.prepend(1) |> List.collect()  # => [1, 2]
pub fn prepend<T>(it :: Iter<T>, x :: T) -> Iter<T> = Iter { step: fn -> Some((x, it)) end }

## `x` after the elements.
##
##     Iter.from([1]) |> Iter.append(2) |> List.collect()  # => [1, 2]
pub fn append<T>(it :: Iter<T>, x :: T) -> Iter<T> = concat(it, once(x))

## The elements again and again; of an empty one nothing.
##
##     Iter.from([1, 2]) |> Iter.cycle() |> Iter.take(3) |> List.collect()  # => [1, 2, 1]
pub fn cycle<T>(it :: Iter<T>) -> Iter<T> = cycle_from(it, it)

fn cycle_from<T>(current :: Iter<T>, it :: Iter<T>) -> Iter<T> do
  Iter {
    step: fn ->
      case current.step() do
        Some((x, rest)) -> Some((x, cycle_from(rest, it)))
        None ->
          case it.step() do
            Some((x, rest)) -> Some((x, cycle_from(rest, it)))
            None -> None
          end
      end
    end
  }
end

## Every intermediate result of the fold, without `init`.
##
##     Iter.from([3, 1]) |> Iter.scan(0, fn a, n -> a + n end) |> List.collect()  # => [3, 4]
pub fn scan<T, A>(it :: Iter<T>, init :: A, f :: Fun(A, T) -> A) -> Iter<A> do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) ->
          let state = f(init, x)
          Some((state, scan(rest, state, f)))
        None -> None
      end
    end
  }
end

## Pieces of n elements; the last may be shorter.
##
##     Iter.from([3, 1, 4]) |> Iter.chunk(2) |> List.collect()  # => [[3, 1], [4]]
pub fn chunk<T>(it :: Iter<T>, n :: Int) -> Iter<List<T>> do
  if n < 1 do
    size_panic("chunk", n)
  end
  chunks(it, n)
end

fn chunks<T>(it :: Iter<T>, n :: Int) -> Iter<List<T>> = Iter { step: fn -> pull_chunk(it, n, []) end }

fn pull_chunk<T>(it :: Iter<T>, n :: Int, acc :: List<T>) -> Option<(List<T>, Iter<List<T>>)> do
  if List.length(acc) == n do
    Some((acc, chunks(it, n)))
  else
    case it.step() do
      Some((x, rest)) -> pull_chunk(rest, n, List.append(acc, x))
      None ->
        if List.length(acc) == 0 do
          None
        else
          Some((acc, empty()))
        end
    end
  end
end

## All spans of n neighbours.
##
##     Iter.from([3, 1, 4]) |> Iter.window(2) |> List.collect()  # => [[3, 1], [1, 4]]
pub fn window<T>(it :: Iter<T>, n :: Int) -> Iter<List<T>> do
  if n < 1 do
    size_panic("window", n)
  end
  windows(it, n, [])
end

# `before`: the last elements, at most n - 1.
fn windows<T>(it :: Iter<T>, n :: Int, before :: List<T>) -> Iter<List<T>> do
  Iter { step: fn -> pull_window(it, n, before) end }
end

fn pull_window<T>(it :: Iter<T>, n :: Int, before :: List<T>) -> Option<(List<T>, Iter<List<T>>)> do
  case it.step() do
    Some((x, rest)) ->
      let span = List.append(before, x)
      if List.length(span) == n do
        Some((span, windows(rest, n, List.drop(span, 1))))
      else
        pull_window(rest, n, span)
      end
    None -> None
  end
end

## Runs of elements with equal keys.
##
##     Iter.from([3, 1, 4]) |> Iter.chunk_by(Int.is_odd) |> List.collect()  # => [[3, 1], [4]]
pub fn chunk_by<T, K>(it :: Iter<T>, key :: Fun(T) -> K) -> Iter<List<T>> where K: Eq do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) -> pull_run(rest, key, key(x), [x])
        None -> None
      end
    end
  }
end

fn pull_run<T, K>(
  it :: Iter<T>,
  key :: Fun(T) -> K,
  current :: K,
  run :: List<T>
) -> Option<(List<T>, Iter<List<T>>)> where K: Eq do
  case it.step() do
    Some((x, rest)) ->
      let k = key(x)
      if k == current do
        pull_run(rest, key, k, List.append(run, x))
      else
        Some((run, Iter { step: fn -> pull_run(rest, key, k, [x]) end }))
      end
    None -> Some((run, empty()))
  end
end

## The elements at positions 0, n, 2n …
##
##     Iter.from([3, 1, 4]) |> Iter.take_every(2) |> List.collect()  # => [3, 4]
pub fn take_every<T>(it :: Iter<T>, n :: Int) -> Iter<T> do
  if n < 1 do
    size_panic("take_every", n)
  end
  every(it, n, 0)
end

# Skips `first` elements, then gives every n-th.
fn every<T>(it :: Iter<T>, n :: Int, first :: Int) -> Iter<T> do
  Iter {
    step: fn ->
      case pull_skipped(it, first) do
        Some((x, rest)) -> Some((x, every(rest, n, n - 1)))
        None -> None
      end
    end
  }
end

## `sep` between the elements.
##
##     Iter.from([3, 1]) |> Iter.intersperse(0) |> List.collect()  # => [3, 0, 1]
pub fn intersperse<T>(it :: Iter<T>, sep :: T) -> Iter<T> do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) -> Some((x, separated(rest, sep)))
        None -> None
      end
    end
  }
end

fn separated<T>(it :: Iter<T>, sep :: T) -> Iter<T> do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) -> Some((sep, prepend(separated(rest, sep), x)))
        None -> None
      end
    end
  }
end

## One of each run of equal neighbours.
##
##     Iter.from([1, 1, 2]) |> Iter.dedup() |> List.collect()  # => [1, 2]
pub fn dedup<T>(it :: Iter<T>) -> Iter<T> where T: Eq = dedup_by(it, fn x -> x end)

## The first of each run of neighbours with equal keys.
##
##     Iter.from(["a", "b", "cc"]) |> Iter.dedup_by(String.length) |> List.collect()  # => [a, cc]
pub fn dedup_by<T, K>(it :: Iter<T>, key :: Fun(T) -> K) -> Iter<T> where K: Eq do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) -> Some((x, changes(rest, key, key(x))))
        None -> None
      end
    end
  }
end

fn changes<T, K>(it :: Iter<T>, key :: Fun(T) -> K, current :: K) -> Iter<T> where K: Eq do
  Iter { step: fn -> pull_change(it, key, current) end }
end

fn pull_change<T, K>(it :: Iter<T>, key :: Fun(T) -> K, current :: K) -> Option<(T, Iter<T>)> where K: Eq do
  case it.step() do
    Some((x, rest)) ->
      let k = key(x)
      if k == current do
        pull_change(rest, key, k)
      else
        Some((x, changes(rest, key, k)))
      end
    None -> None
  end
end

## The first of each value.
##
##     Iter.from([3, 1, 3]) |> Iter.unique() |> List.collect()  # => [3, 1]
pub fn unique<T>(it :: Iter<T>) -> Iter<T> where T: Eq + Hash = unique_by(it, fn x -> x end)

## The first element of each key.
##
##     Iter.from(["ab", "c", "de"]) |> Iter.unique_by(String.length) |> List.collect()  # => [ab, c]
pub fn unique_by<T, K>(it :: Iter<T>, key :: Fun(T) -> K) -> Iter<T> where K: Eq + Hash do
  unseen(it, key, Map.new())
end

fn unseen<T, K>(it :: Iter<T>, key :: Fun(T) -> K, seen :: Map<K, ()>) -> Iter<T> where K: Eq + Hash do
  Iter { step: fn -> pull_unseen(it, key, seen) end }
end

fn pull_unseen<T, K>(
  it :: Iter<T>,
  key :: Fun(T) -> K,
  seen :: Map<K, ()>
) -> Option<(T, Iter<T>)> where K: Eq + Hash do
  case it.step() do
    Some((x, rest)) ->
      let k = key(x)
      let slot = Map.find_slot(seen, k)
      if slot >= 0 do
        pull_unseen(rest, key, seen)
      else
        Some((x, unseen(rest, key, Map.add(seen, k, (), slot))))
      end
    None -> None
  end
end

## Calls `f` on the elements as they pass.
##
##     Iter.from([1, 2]) |> Iter.tap(fn n -> n * 9 end) |> Iter.sum()  # => 3
pub fn tap<T, U>(it :: Iter<T>, f :: Fun(T) -> U) -> Iter<T> do
  Iter {
    step: fn ->
      case it.step() do
        Some((x, rest)) ->
          f(x)
          Some((x, tap(rest, f)))
        None -> None
      end
    end
  }
end

# ---- terminals ----

## One element and the rest.
##
##     Iter.next(Iter.empty())  # => None
pub fn next<T>(it :: Iter<T>) -> Option<(T, Iter<T>)> = it.step()

## The number of elements.
##
##     Iter.count(Iter.from([3, 1]))  # => 2
pub fn count<T>(it :: Iter<T>) -> Int = reduce(it, 0, fn n, _ -> n + 1 end)

## How many elements satisfy `f`?
##
##     Iter.count(Iter.from([3, 1]), Int.is_odd)  # => 2
pub fn count<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Int do
  reduce(it, 0, fn n, x -> if f(x) do n + 1 else n end end)
end

## The sum, left to right; 0 of an empty one.
##
##     Iter.sum(Iter.from([3, 1]))  # => 4
pub fn sum<T>(it :: Iter<T>) -> T where T: Num = reduce(it, T.zero(), fn a, x -> a.plus(x) end)

## The product, left to right; 1 of an empty one.
##
##     Iter.product(Iter.from([3, 2]))  # => 6
pub fn product<T>(it :: Iter<T>) -> T where T: Num = reduce(it, T.one(), fn a, x -> a.times(x) end)

## Does an element satisfy `f`?
##
##     Iter.any(Iter.from([3, 1]), Int.is_even)  # => false
pub fn any<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Bool do
  case it.step() do
    Some((x, rest)) -> f(x) or any(rest, f)
    None -> false
  end
end

## Do all elements satisfy `f`?
##
##     Iter.all(Iter.from([3, 1]), Int.is_odd)  # => true
pub fn all<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Bool do
  case it.step() do
    Some((x, rest)) -> f(x) and all(rest, f)
    None -> true
  end
end

## The first element that satisfies `f`.
##
##     Iter.find(Iter.from([3, 4]), fn n -> n > 3 end)  # => Some(4)
pub fn find<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> T? do
  case it.step() do
    Some((x, rest)) ->
      if f(x) do
        Some(x)
      else
        find(rest, f)
      end
    None -> None
  end
end

## The accumulator after `f(acc, x)` for every element.
##
##     Iter.reduce(Iter.from([3, 4]), 1, fn a, n -> a * n end)  # => 12
pub fn reduce<T, A>(it :: Iter<T>, init :: A, f :: Fun(A, T) -> A) -> A do
  case it.step() do
    Some((x, rest)) -> reduce(rest, f(init, x), f)
    None -> init
  end
end

## The same with the first element as the start.
##
##     Iter.reduce(Iter.from([3, 4]), fn a, n -> a * n end)  # => Some(12)
pub fn reduce<T>(it :: Iter<T>, f :: Fun(T, T) -> T) -> T? do
  case it.step() do
    Some((x, rest)) -> Some(reduce(rest, x, f))
    None -> None
  end
end

## The first `Some` that `f` gives.
##
##     Iter.find_map(Iter.from(["x", "7"]), String.to_int)  # => Some(7)
pub fn find_map<T, U>(it :: Iter<T>, f :: Fun(T) -> U?) -> U? do
  case it.step() do
    Some((x, rest)) ->
      case f(x) do
        Some(y) -> Some(y)
        None -> find_map(rest, f)
      end
    None -> None
  end
end

## The position of the first element that satisfies `f`.
##
##     Iter.find_index(Iter.from([3, 4]), fn n -> n == 4 end)  # => Some(1)
pub fn find_index<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> Int? = index_from(it, f, 0)

fn index_from<T>(it :: Iter<T>, f :: Fun(T) -> Bool, i :: Int) -> Int? do
  case it.step() do
    Some((x, rest)) ->
      if f(x) do
        Some(i)
      else
        index_from(rest, f, i + 1)
      end
    None -> None
  end
end

## The fold that goes on while `f` gives `Some`; at `None` the last accumulator.
##
##     Iter.reduce_while(Iter.from([4, 5, 6]), 0, fn a, x -> Bool.to_option(a + x < 10, a + x) end)  # => 9
pub fn reduce_while<T, A>(it :: Iter<T>, init :: A, f :: Fun(A, T) -> A?) -> A do
  case it.step() do
    Some((x, rest)) ->
      case f(init, x) do
        Some(next) -> reduce_while(rest, next, f)
        None -> init
      end
    None -> init
  end
end

## The fold that ends at the first error.
##
##     Iter.try_reduce(Iter.from([1, 2]), 0, fn a, x -> Ok(a + x) end)  # => Ok(3)
pub fn try_reduce<T, A, E>(it :: Iter<T>, init :: A, f :: Fun(A, T) -> A!E) -> A!E do
  case it.step() do
    Some((x, rest)) ->
      case f(init, x) do
        Ok(next) -> try_reduce(rest, next, f)
        Err(e) -> Err(e)
      end
    None -> Ok(init)
  end
end

## Calls `f` on every element until the first error.
##
##     Iter.try_each(Iter.from([1, 2]), fn n -> if n > 1 do Err("big") else Ok(()) end end)  # => Err(big)
pub fn try_each<T, E>(it :: Iter<T>, f :: Fun(T) -> ()!E) -> ()!E do
  case it.step() do
    Some((x, rest)) ->
      case f(x) do
        Ok(_) -> try_each(rest, f)
        Err(e) -> Err(e)
      end
    None -> Ok(())
  end
end

## The values that `f` gives, or its first error.
##
##     Iter.try_map(Iter.from([1, 2]), fn n -> Ok(n * 2) end)  # => Ok([2, 4])
pub fn try_map<T, U, E>(it :: Iter<T>, f :: Fun(T) -> U!E) -> List<U>!E = try_map_onto(it, f, [])

fn try_map_onto<T, U, E>(it :: Iter<T>, f :: Fun(T) -> U!E, acc :: List<U>) -> List<U>!E do
  case it.step() do
    Some((x, rest)) ->
      case f(x) do
        Ok(y) -> try_map_onto(rest, f, List.append(acc, y))
        Err(e) -> Err(e)
      end
    None -> Ok(acc)
  end
end

## Calls `f` on every element.
##
##     Iter.each(Iter.from([1]), fn n -> println("${n}") end)
pub fn each<T, U>(it :: Iter<T>, f :: Fun(T) -> U) -> () do
  case it.step() do
    Some((x, rest)) ->
      f(x)
      each(rest, f)
    None -> nil
  end
end

## The first element.
##
##     Iter.first(Iter.from([3, 1]))  # => Some(3)
pub fn first<T>(it :: Iter<T>) -> T? do
  case it.step() do
    Some((x, _)) -> Some(x)
    None -> None
  end
end

## The last element.
##
##     Iter.last(Iter.from([3, 1]))  # => Some(1)
pub fn last<T>(it :: Iter<T>) -> T? = reduce(it, fn _, x -> x end)

## The element at a position; a negative position gives `None`.
##
##     Iter.at(Iter.from([3, 1, 4]), 2)  # => Some(4)
pub fn at<T>(it :: Iter<T>, i :: Int) -> T? do
  if i < 0 do
    None
  else
    first(skip(it, i))
  end
end

## Has it no elements? Pulls at most one.
##
##     Iter.is_empty(Iter.from([3]))  # => false
pub fn is_empty<T>(it :: Iter<T>) -> Bool = Option.is_none(it.step())

## Is one element equal to `x`?
##
##     Iter.contains(Iter.from([3, 1]), 1)  # => true
pub fn contains<T>(it :: Iter<T>, x :: T) -> Bool where T: Eq = any(it, fn y -> y == x end)

## The smallest element by `compare`, the first of equals.
##
##     Iter.min(Iter.from([3, 1]))  # => Some(1)
pub fn min<T>(it :: Iter<T>) -> T? where T: Ord do
  reduce(it, fn a, x -> if Ordering.is_less(x.compare(a)) do x else a end end)
end

## The largest element by `compare`, the first of equals.
##
##     Iter.max(Iter.from([3, 1]))  # => Some(3)
pub fn max<T>(it :: Iter<T>) -> T? where T: Ord do
  reduce(it, fn a, x -> if Ordering.is_greater(x.compare(a)) do x else a end end)
end

## The element with the smallest key, the first of equals.
##
##     Iter.min_by(Iter.from(["bb", "a"]), String.length)  # => Some(a)
pub fn min_by<T, K>(it :: Iter<T>, key :: Fun(T) -> K) -> T? where K: Ord do
  best_by(it, key, fn j, k -> Ordering.is_less(j.compare(k)) end)
end

## The element with the largest key, the first of equals.
##
##     Iter.max_by(Iter.from(["bb", "a"]), String.length)  # => Some(bb)
pub fn max_by<T, K>(it :: Iter<T>, key :: Fun(T) -> K) -> T? where K: Ord do
  best_by(it, key, fn j, k -> Ordering.is_greater(j.compare(k)) end)
end

fn best_by<T, K>(it :: Iter<T>, key :: Fun(T) -> K, better :: Fun(K, K) -> Bool) -> T? do
  case it.step() do
    Some((x, rest)) -> Some(best_from(rest, key, better, x, key(x)))
    None -> None
  end
end

fn best_from<T, K>(it :: Iter<T>, key :: Fun(T) -> K, better :: Fun(K, K) -> Bool, best :: T, best_key :: K) -> T do
  case it.step() do
    Some((x, rest)) ->
      let k = key(x)
      if better(k, best_key) do
        best_from(rest, key, better, x, k)
      else
        best_from(rest, key, better, best, best_key)
      end
    None -> best
  end
end

## The elements as text with `sep` between them.
##
##     Iter.join(Iter.from([3, 1]), "-")  # => 3-1
pub fn join<T>(it :: Iter<T>, sep :: String) -> String where T: Display do
  case it.step() do
    Some((x, rest)) -> joined_onto(rest, sep, x.to_string())
    None -> ""
  end
end

fn joined_onto<T>(it :: Iter<T>, sep :: String, acc :: String) -> String where T: Display do
  case it.step() do
    Some((x, rest)) -> joined_onto(rest, sep, "${acc}${sep}${x}")
    None -> acc
  end
end

## The elements that satisfy `f`, and the others.
##
##     Iter.partition(Iter.from([3, 4]), Int.is_odd)  # => ([3], [4])
pub fn partition<T>(it :: Iter<T>, f :: Fun(T) -> Bool) -> (List<T>, List<T>) = partition_onto(it, f, [], [])

fn partition_onto<T>(it :: Iter<T>, f :: Fun(T) -> Bool, yes :: List<T>, no :: List<T>) -> (List<T>, List<T>) do
  case it.step() do
    Some((x, rest)) ->
      if f(x) do
        partition_onto(rest, f, List.append(yes, x), no)
      else
        partition_onto(rest, f, yes, List.append(no, x))
      end
    None -> (yes, no)
  end
end

## The first components, and the second.
##
##     Iter.unzip(Iter.from([(1, "a"), (2, "b")]))  # => ([1, 2], [a, b])
pub fn unzip<A, B>(it :: Iter<(A, B)>) -> (List<A>, List<B>) = unzip_onto(it, [], [])

fn unzip_onto<A, B>(it :: Iter<(A, B)>, xs :: List<A>, ys :: List<B>) -> (List<A>, List<B>) do
  case it.step() do
    Some(((x, y), rest)) -> unzip_onto(rest, List.append(xs, x), List.append(ys, y))
    None -> (xs, ys)
  end
end

## The elements of each key, keys in order of first appearance.
##
##     Iter.group_by(Iter.from([1, 2, 3]), fn x -> x % 2 end)  # => %{1 => [1, 3], 0 => [2]}
pub fn group_by<T, K>(it :: Iter<T>, key :: Fun(T) -> K) -> Map<K, List<T>> where K: Eq + Hash do
  reduce(it, Map.new(), fn m, x -> Map.push(m, key(x), x) end)
end

## The number of elements of each key.
##
##     Iter.count_by(Iter.from(["a", "b", "cc"]), String.length)  # => %{1 => 2, 2 => 1}
pub fn count_by<T, K>(it :: Iter<T>, key :: Fun(T) -> K) -> Map<K, Int> where K: Eq + Hash do
  reduce(it, Map.new(), fn m, x -> Map.increment(m, key(x), 1) end)
end

## How often each value occurs.
##
##     Iter.frequencies(Iter.from([3, 1, 3]))  # => %{3 => 2, 1 => 1}
pub fn frequencies<T>(it :: Iter<T>) -> Map<T, Int> where T: Eq + Hash do
  reduce(it, Map.new(), fn m, x -> Map.increment(m, x, 1) end)
end

impl<T> Iterator for Iter<T> do
  type Item = T
  fn next(self) -> Option<(T, Iter<T>)> = self.step()
  fn as_iter(self) -> Iter<T> = self
end

impl<T> Debug for Iter<T> do
  fn inspect(self) -> String = "#Iter"
end
