##! Random numbers from the running actor's generator. Not for secrets: see `Crypto.random_bytes`.

extern "mesh_random_word" fn word(i :: Int) -> Int
extern "mesh_random_keep" fn keep_words(a :: Int, b :: Int, c :: Int, d :: Int)

# The actor's generator, which the operating system seeds at first use: no state of a seeded one is all zeros.
fn current() -> Rng do
  let r = Rng { a: word(0), b: word(1), c: word(2), d: word(3) }
  if Int.bit_or(Int.bit_or(r.a, r.b), Int.bit_or(r.c, r.d)) == 0 do
    Rng.from_entropy()
  else
    r
  end
end

fn keep<T>(drawn :: (T, Rng)) -> T do
  let (x, r) = drawn
  keep_words(r.a, r.b, r.c, r.d)
  x
end

## Restarts the actor's generator with `Rng.new(n)`.
##
##     Random.seed(42)  # => ()
pub fn seed(n :: Int) -> () = keep(((), Rng.new(n)))

## An Int from `lo` to before `hi`; an empty range panics.
##
##     Random.int(5, 6)  # => 5
pub fn int(lo :: Int, hi :: Int) -> Int do
  if lo >= hi do
    panic("Random.int: empty range ${lo}..${hi}")
  end
  keep(Rng.int(current(), lo, hi))
end

## A Float from 0 to before 1.
##
##     Random.float() < 1.0  # => true
pub fn float() -> Float = keep(Rng.float(current()))

## True or false.
pub fn bool() -> Bool = keep(Rng.bool(current()))

## An element, if there is one.
##
##     Random.pick(["elm"])  # => Some(elm)
pub fn pick<T>(xs :: List<T>) -> T? = keep(Rng.pick(current(), xs))

## The elements in another order.
##
##     List.sort(Random.shuffle([1, 2, 3]))  # => [1, 2, 3]
pub fn shuffle<T>(xs :: List<T>) -> List<T> = keep(Rng.shuffle(current(), xs))

## `k` elements of different positions, or all if there are fewer.
##
##     List.length(Random.sample([1, 2, 3], 2))  # => 2
pub fn sample<T>(xs :: List<T>, k :: Int) -> List<T> = keep(Rng.sample(current(), xs, k))
