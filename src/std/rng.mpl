##! Generators of pseudo-random numbers as values (xoshiro256**): equal seeds give equal sequences everywhere and for ever.

## The state of a generator.
pub struct Rng do
  a :: Int
  b :: Int
  c :: Int
  d :: Int
end deriving(Eq)

extern "mesh_random_entropy" fn entropy() -> Int
extern "mesh_random_high_pure" fn high(x :: Int, n :: Int) -> Int
extern "mesh_random_rejected_pure" fn rejected(x :: Int, n :: Int) -> Bool

# Output k (from 1) of SplitMix64 started at a seed.
fn split_mix(seed :: Int, k :: Int) -> Int do
  let z = Int.wrapping_add(seed, Int.wrapping_mul(k, -7046029254386353131))
  let y = Int.wrapping_mul(Int.bit_xor(z, Int.shift_right_unsigned(z, 30)), -4658895280553007687)
  let x = Int.wrapping_mul(Int.bit_xor(y, Int.shift_right_unsigned(y, 27)), -7723592293110705685)
  Int.bit_xor(x, Int.shift_right_unsigned(x, 31))
end

## The generator of a seed.
##
##     Rng.new(42) == Rng.new(42)  # => true
pub fn new(seed :: Int) -> Rng do
  Rng { a: split_mix(seed, 1), b: split_mix(seed, 2), c: split_mix(seed, 3), d: split_mix(seed, 4) }
end

## A generator that the operating system seeds.
##
##     Rng.from_entropy() == Rng.from_entropy()  # => false
pub fn from_entropy() -> Rng do
  let r = Rng { a: entropy(), b: entropy(), c: entropy(), d: entropy() }
  # the one state that never leaves itself
  if Int.bit_or(Int.bit_or(r.a, r.b), Int.bit_or(r.c, r.d)) == 0 do
    new(0)
  else
    r
  end
end

## The next 64 bits.
##
##     Tuple.first(Rng.next(Rng.new(42)))  # => 1546998764402558742
pub fn next(r :: Rng) -> (Int, Rng) do
  let x = Int.wrapping_mul(Int.rotate_left(Int.wrapping_mul(r.b, 5), 7), 9)
  let c = Int.bit_xor(r.c, r.a)
  let d = Int.bit_xor(r.d, r.b)
  (x, Rng {
    a: Int.bit_xor(r.a, d),
    b: Int.bit_xor(r.b, c),
    c: Int.bit_xor(c, Int.shift_left(r.b, 17)),
    d: Int.rotate_left(d, 45)
  })
end

# From 0 to before n, which is unsigned.
fn below(r :: Rng, n :: Int) -> (Int, Rng) do
  let (x, rest) = next(r)
  if rejected(x, n) do
    below(rest, n)
  else
    (high(x, n), rest)
  end
end

## An Int from `lo` to before `hi`; an empty range panics.
##
##     Tuple.first(Rng.int(Rng.new(42), 0, 100))  # => 8
pub fn int(r :: Rng, lo :: Int, hi :: Int) -> (Int, Rng) do
  if lo >= hi do
    panic("Rng.int: empty range ${lo}..${hi}")
  end
  let (x, rest) = below(r, Int.wrapping_sub(hi, lo))
  (Int.wrapping_add(lo, x), rest)
end

## A Float from 0 to before 1.
##
##     Tuple.first(Rng.float(Rng.new(42)))  # => 0.08386297105988216
pub fn float(r :: Rng) -> (Float, Rng) do
  let (x, rest) = next(r)
  (Int.to_float(Int.shift_right_unsigned(x, 11)) / 9007199254740992.0, rest)
end

## True or false.
##
##     Tuple.first(Rng.bool(Rng.new(42)))  # => false
pub fn bool(r :: Rng) -> (Bool, Rng) do
  let (x, rest) = next(r)
  (x < 0, rest)
end

## An element, if there is one.
##
##     Tuple.first(Rng.pick(Rng.new(42), ["ash"]))  # => Some(ash)
pub fn pick<T>(r :: Rng, xs :: List<T>) -> (T?, Rng) do
  let n = List.length(xs)
  if n == 0 do
    (None, r)
  else
    let (i, rest) = below(r, n)
    (Some(List.get_unchecked(xs, i)), rest)
  end
end

fn swapped<T>(xs :: List<T>, i :: Int, j :: Int) -> List<T> do
  let x = List.get_unchecked(xs, i)
  List.set(List.set(xs, i, List.get_unchecked(xs, j)), j, x)
end

## The elements in another order.
##
##     Tuple.first(Rng.shuffle(Rng.new(7), [1, 2, 3, 4, 5, 6, 7, 8]))  # => [7, 1, 3, 4, 5, 8, 2, 6]
pub fn shuffle<T>(r :: Rng, xs :: List<T>) -> (List<T>, Rng) = shuffle_down(r, xs, List.length(xs) - 1)

fn shuffle_down<T>(r :: Rng, xs :: List<T>, i :: Int) -> (List<T>, Rng) do
  if i < 1 do
    (xs, r)
  else
    let (j, rest) = below(r, i + 1)
    shuffle_down(rest, swapped(xs, i, j), i - 1)
  end
end

## `k` elements of different positions, or all if there are fewer.
##
##     Tuple.first(Rng.sample(Rng.new(7), [10, 20, 30, 40, 50, 60], 3))  # => [50, 30, 60]
pub fn sample<T>(r :: Rng, xs :: List<T>, k :: Int) -> (List<T>, Rng) do
  let n = List.length(xs)
  sample_up(r, xs, 0, if k < n do k else n end)
end

fn sample_up<T>(r :: Rng, xs :: List<T>, i :: Int, k :: Int) -> (List<T>, Rng) do
  if i >= k do
    (List.take(xs, k), r)
  else
    let (j, rest) = below(r, List.length(xs) - i)
    sample_up(rest, swapped(xs, i, i + j), i + 1, k)
  end
end

## A generator made from the next number, and the rest.
##
##     Tuple.first(Rng.split(Rng.new(42))) == Rng.new(1546998764402558742)  # => true
pub fn split(r :: Rng) -> (Rng, Rng) do
  let (seed, rest) = next(r)
  (new(seed), rest)
end

fn word_hex(n :: Int) -> String = Bytes.to_hex(Bytes.put_bits(Bytes.new(), n, 8, true))

impl Debug for Rng do
  fn inspect(self) -> String = "#Rng<" <> word_hex(self.a) <> word_hex(self.b) <> word_hex(self.c) <> word_hex(self.d) <> ">"
end
