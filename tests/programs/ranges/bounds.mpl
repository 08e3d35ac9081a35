# Half-open, possibly empty, at the borders of Int; values like any others.
fn total(r :: Range) -> Int do
  let parts = for i in r do i end
  List.sum(parts)
end

fn main() do
  println("${0..3} ${(5..2)} ${Range.to_list(5..2)} ${Range.length(5..2)} ${Range.is_empty(4..4)} ${(1..3) == (1..3)} ${(5..5) == (6..6)}")
  let top = for i in (Int.max - 2)..Int.max do i end
  let bottom = for i in Int.min..(Int.min + 2) do i end
  println("${top} ${bottom}")
  println("${Range.step(0..10, 3)} ${Range.step(0..10, -3)} ${Range.step(0..0, 5)} ${Range.step(0..10, 100)} ${Range.reverse(2..6)}")
  println("${Range.sum(1..1000001)} ${Range.sum(-5..6)} ${Range.inclusive(3, 5)} ${Range.bounds(9..1)} ${Range.length(Int.min..-1)}")
  println("${Range.intersect(0..5, 3..9)} ${Range.is_empty(Range.intersect(0..2, 5..9))} ${Range.clamp(0..10, -3)} ${Range.contains(-2..2, -2)} ${Range.contains(-2..2, 2)}")
  println("${Range.flat_map(1..4, fn i -> List.repeat(i, i) end)} ${Range.reduce(1..6, 1, fn a, i -> a * i end)} ${Range.find(10..20, fn i -> i % 7 == 0 end)} ${Range.count(0..100, Int.is_odd)}")
  let spans = %{(0..10) => "digit", (10..100) => "two"}
  println("${spans} ${Map.fetch(spans, 10..100)} ${Map.fetch(spans, 0..11)}")
  let n = 4
  println("${for i in n..n + 3 do i * n end} ${total(-3..4)} ${total(n..n)}")
  let nested = for i in 0..4 do for j in i..4 when (i + j) % 2 == 0 do (i, j) end end
  println("${nested}")
end
