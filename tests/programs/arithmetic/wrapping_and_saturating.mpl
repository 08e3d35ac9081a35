# What each family of functions makes of a result outside the range of Int.
fn row(a :: Int, b :: Int) -> String do
  "${Int.wrapping_add(a, b)} ${Int.saturating_add(a, b)} ${Int.checked_add(a, b)}"
end

fn products(a :: Int, b :: Int) -> String do
  "${Int.wrapping_mul(a, b)} ${Int.saturating_mul(a, b)} ${Int.checked_mul(a, b)}"
end

fn differences(a :: Int, b :: Int) -> String do
  "${Int.wrapping_sub(a, b)} ${Int.saturating_sub(a, b)} ${Int.checked_sub(a, b)}"
end

fn main() do
  println(row(Int.max, 1))
  println(row(Int.min, -1))
  println(row(Int.max, Int.min))
  println(products(Int.max, 2))
  println(products(Int.min, -1))
  println(products(4294967296, 4294967296))
  println(products(-4294967296, 2147483648))
  println(products(-4294967296, 2147483649))
  println(differences(Int.min, 1))
  println(differences(0, Int.min))
  println(differences(-1, Int.min))
  println("${Int.checked_div(Int.min, -1)} ${Int.checked_div(7, 0)} ${Int.checked_div(-7, 2)}")
  # a linear congruential generator, modulo 2^64
  let seeds = List.unfold((1, 0), fn ((x, n)) ->
    let next = Int.wrapping_add(Int.wrapping_mul(x, 6364136223846793005), 1442695040888963407)
    Bool.to_option(n < 5, (next, (next, n + 1)))
  end)
  println("${seeds}")
end
