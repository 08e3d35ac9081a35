fn show(n :: Int) -> String do
  Int.to_string(n, 2) |> String.pad_start(8, "0")
end

fn main() do
  let a = 0b10110010
  let b = 0b01110111
  println("${show(Int.bit_and(a, b))} ${show(Int.bit_or(a, b))} ${show(Int.bit_xor(a, b))}")
  println("${Int.bit_not(a)} ${Int.shift_left(1, 63)} ${Int.shift_left(3, 63)} ${Int.shift_right(-17, 2)}")
  println("${Int.shift_right_unsigned(-1, 1)} ${Int.shift_right_unsigned(-1, 0)}")
  println("${Int.rotate_left(Int.min, 1)} ${Int.rotate_right(3, 1)} ${Int.rotate_left(5, 64)}")
  println("${Int.count_ones(a)} ${Int.count_ones(Int.min)} ${Int.leading_zeros(1)} ${Int.leading_zeros(-1)}")
  println("${Int.trailing_zeros(40)} ${Int.trailing_zeros(0)} ${Int.bit_length(0)} ${Int.bit_length(-1)}")
end
