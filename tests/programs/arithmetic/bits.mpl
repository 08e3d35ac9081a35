# Population counts, reversal, Gray code and a xorshift generator, with the functions for bits.
fn reverse_bits(n :: Int, k :: Int, acc :: Int) -> Int do
  if k == 0 do
    acc
  else
    reverse_bits(Int.shift_right_unsigned(n, 1), k - 1, Int.bit_or(Int.shift_left(acc, 1), Int.bit_and(n, 1)))
  end
end

fn slow_count(n :: Int) -> Int do
  if n == 0 do 0 else 1 + slow_count(Int.bit_and(n, Int.wrapping_sub(n, 1))) end
end

fn gray(n :: Int) -> Int = Int.bit_xor(n, Int.shift_right(n, 1))

fn xorshift(x :: Int) -> Int do
  let x = Int.bit_xor(x, Int.shift_left(x, 13))
  let x = Int.bit_xor(x, Int.shift_right_unsigned(x, 7))
  Int.bit_xor(x, Int.shift_left(x, 17))
end

fn main() do
  for n in [0, 1, -1, 0xff00, Int.min, Int.max, 0x0123456789abcdef] do
    println("${n} ${Int.count_ones(n)} ${slow_count(n)} ${Int.leading_zeros(n)} ${Int.trailing_zeros(n)} ${Int.bit_length(n)} ${reverse_bits(n, 64, 0)} ${Int.bit_not(n)}")
  end
  println("${for n in 0..8 do Int.to_string(gray(n), 2) |> String.pad_start(3, "0") end}")
  let (_, randoms) = List.map_accum(Range.to_list(0..4), 88172645463325252, fn x, _ ->
    let x = xorshift(x)
    (x, x)
  end)
  println("${randoms}")
  println("${Int.rotate_left(0x0123456789abcdef, 8)} ${Int.rotate_right(1, 65)} ${Int.rotate_left(-2, -1)}")
  println("${Int.shift_left(1, 63)} ${Int.shift_right(Int.min, 63)} ${Int.shift_right_unsigned(Int.min, 63)} ${Int.shift_left(-1, 0)}")
end
