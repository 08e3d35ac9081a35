# The sequences that the contract names, by seed.
fn hex(n :: Int) -> String = Bytes.to_hex(Bytes.put_int(Bytes.new(), n, 8, Endian.Big))

fn words(r :: Rng, n :: Int) -> List<String> do
  if n == 0 do
    []
  else
    let (x, rest) = Rng.next(r)
    List.prepend(words(rest, n - 1), hex(x))
  end
end

fn ints(r :: Rng, lo :: Int, hi :: Int, n :: Int) -> List<Int> do
  if n == 0 do
    []
  else
    let (x, rest) = Rng.int(r, lo, hi)
    List.prepend(ints(rest, lo, hi, n - 1), x)
  end
end

fn main() do
  for seed in [0, 1, 42, -1] do
    println(String.join(words(Rng.new(seed), 4), " "))
  end
  println("${ints(Rng.new(42), 0, 100, 8)}")
  println("${ints(Rng.new(42), 1, 7, 10)}")
  let (x, r1) = Rng.float(Rng.new(42))
  let (y, r2) = Rng.float(r1)
  let (z, _) = Rng.float(r2)
  println("${x} ${y} ${z}")
  println("${Tuple.first(Rng.shuffle(Rng.new(7), Range.to_list(1..9)))}")
  println("${Tuple.first(Rng.sample(Rng.new(7), [10, 20, 30, 40, 50, 60], 3))}")
  # all Ints but the largest: one number in 2^64 is drawn again
  println(hex(Int.wrapping_sub(Tuple.first(Rng.int(Rng.new(0), Int.min, Int.max)), Int.min)))
  let none :: List<Int> = []
  let (nothing, same) = Rng.pick(Rng.new(3), none)
  println("${nothing} ${same == Rng.new(3)}")
  Random.seed(42)
  println("${List.generate(8, fn _ -> Random.int(0, 100) end)}")
  Random.seed(7)
  println("${Random.shuffle(Range.to_list(1..9))}")
end
