# standard error: main.mpl:3:11: [2, 4]   and   main.mpl:4:11: total = 6
fn main() do
  let a = dbg([2, 4])
  let b = dbg("total", List.sum(a))
  println("${b} ${string_length("abc")} ${list_map(a, fn n -> n + 1 end)} ${math_max(3, 8)}")
  println("${a.length()} ${"Io".to_upper().length()} ${(-5).is_odd()} ${Some(2).unwrap_or(9)}")
  println("${[3, 1, 2] |> List.sort() |> List.reverse()} ${"kayak" |> String.reverse()}")
  println("${true.to_int()} ${(2.5).to_fixed(3)} ${(1..5).length()} ${compare(1, 2).reverse()}")
end
