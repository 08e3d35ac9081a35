struct Cask do
  wood :: String
  litres :: Int
end

fn main() do
  println("${Bool.to_int(false)} ${Bool.xor(true, false)} ${Bool.parse("true")} ${Bool.parse("yes")}")
  println("${Bool.to_option(2 > 1, "wide")} ${Bool.to_option(2 < 1, "wide")}")
  println("${Ordering.reverse(Equal)} ${Ordering.then(Less, Greater)} ${Ordering.then(Equal, Greater)}")
  println("${Ordering.then_with(Equal, fn -> compare(3, 1) end)} ${Ordering.to_int(Less)} ${Ordering.from_int(7)}")
  let o = compare("elm", "fir")
  println("${Ordering.is_less(o)} ${Ordering.is_equal(o)} ${Ordering.is_greater(o)}")
  let casks = [Cask { wood: "oak", litres: 50 }, Cask { wood: "ash", litres: 225 }, Cask { wood: "oak", litres: 225 }]
  let order = Ordering.chain([Ordering.reversed(Ordering.by(fn c -> c.litres end)), Ordering.by(fn c -> c.wood end)])
  for c in List.sort_with(casks, order) do
    println("${c.litres} ${c.wood}")
  end
end
