fn main() do
  print("tally")
  print(": ")
  println(to_string(3.0) <> " " <> inspect(3.0) <> " " <> inspect("q\"\t"))
  let blank :: String = default()
  let zero :: Int = default()
  println("[${blank}] ${zero}")
  println("${compare(2, 9)} ${compare("b", "a")} ${compare([1, 2], [1, 2])}")
  println("${min(4, 2)} ${max(4, 2)} ${min("pear", "fig")} ${max([1], [0, 9])}")
  println("${map([1, 2, 3], fn n -> n * n end)} ${filter([1, 2, 3], fn n -> n > 1 end)}")
  println("${reduce(["a", "b"], ">", fn acc, s -> acc <> s end)} ${head([7, 8])} ${tail([7, 8])}")
  println("${identity("same")} ${hash("a")} ${hash(0)} ${hash(())}")
end
