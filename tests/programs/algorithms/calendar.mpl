fn leap(y :: Int) -> Bool = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)

fn days(y :: Int, m :: Int) -> Int do
  case m do
    2 -> if leap(y) do 29 else 28 end
    4 | 6 | 9 | 11 -> 30
    _ -> 31
  end
end

# Zeller, 1882: 0 is Monday.
fn weekday(y :: Int, m :: Int, d :: Int) -> Int do
  let (yy, mm) = if m < 3 do (y - 1, m + 12) else (y, m) end
  Int.mod_floor(d + (13 * (mm + 1)) / 5 + yy + yy / 4 - yy / 100 + yy / 400 + 5, 7)
end

fn show(y :: Int, m :: Int) do
  println("Mo Tu We Th Fr Sa Su")
  let first = weekday(y, m, 1)
  let cells = List.repeat("  ", first) ++ List.generate(days(y, m), fn d -> String.pad_start("${d + 1}", 2) end)
  for week in List.chunk(cells, 7) do
    println(List.join(week, " "))
  end
end

fn main() do
  show(2024, 2)
  println("${weekday(2000, 1, 1)} ${weekday(1969, 7, 20)} ${List.filter([1900, 2000, 2023, 2024], leap)}")
end
