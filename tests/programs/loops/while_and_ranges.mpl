fn digits(n :: Int) -> List<Int> do
  if n < 10 do [n] else digits(n / 10) ++ [n % 10] end
end

fn main() do
  for n in 3..6 do
    print("${n} ")
  end
  for n in 5..2 do
    print("never ${n}")
  end
  println("${Range.to_list(0..4)} ${Range.contains(1..5, 5)} ${List.collect(Iter.range(10, 0, -3))}")
  println("${digits(90210)} ${List.sum(for d in digits(12345) do d end)}")
  let found = for n in 2..30 when List.all(Range.to_list(2..n), fn d -> n % d != 0 end) do n end
  println("${found}")
end
