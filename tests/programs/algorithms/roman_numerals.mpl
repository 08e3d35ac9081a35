let numerals = [
  (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
  (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")
]

fn roman(n :: Int) -> String do
  case List.find(numerals, fn e ->
    let (value, _) = e
    value <= n
  end) do
    None -> ""
    Some((value, text)) -> text <> roman(n - value)
  end
end

fn value(text :: String) -> Int do
  if text == "" do
    0
  else
    let best = List.find(numerals, fn e ->
      let (_, t) = e
      String.starts_with(text, t)
    end)
    case best do
      Some((n, t)) -> n + value(String.drop(text, String.length(t)))
      None -> panic("no numeral: ${text}")
    end
  end
end

fn main() do
  println("${List.map([1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999], roman)}")
  println("${List.all(List.generate(3999, fn i -> i + 1 end), fn n -> value(roman(n)) == n end)}")
end
