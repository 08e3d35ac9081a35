fn main() do
  let big = 1000000.0 * 1000000.0 * 1000000000.0
  println("${6.0} ${0.5 + 0.25} ${big} ${-0.0} ${7.5 % 2.0} ${-7.5 % 2.0}")
  let nan = 0.0 / 0.0
  println("${1.0 / 0.0} ${-1.0 / 0.0} ${nan}")
  let other = nan
  println("${nan == other} ${nan != other} ${nan < 1.0} ${compare(nan, 1.0)} ${compare(nan, other)}")
end
