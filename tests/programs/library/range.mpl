fn main() do
  let r = Range.new(2, 7)
  println("${r} ${Range.inclusive(2, 7)} ${Range.bounds(r)} ${Range.length(r)} ${Range.length(9..2)} ${Range.is_empty(4..4)} ${Range.contains(r, 7)}")
  println("${Range.to_list(r)} ${Range.reverse(r)} ${Range.step(r, 2)} ${Range.step(r, -2)} ${Range.to_list(-2..1)}")
  println("${Range.map(r, fn i -> "#" <> Int.to_string(i) end)} ${Range.filter(r, Int.is_even)} ${Range.flat_map(1..4, fn i -> List.repeat(i, i) end)}")
  println("${Range.reduce(1..21, 1, fn acc, i -> acc * i end)} ${Range.sum(1..1001)} ${Range.sum(5..5)} ${Range.sum(-3..3)}")
  println("${Range.any(r, fn i -> i == 6 end)} ${Range.all(r, fn i -> i > 2 end)} ${Range.count(r, Int.is_odd)} ${Range.find(r, fn i -> i * i > 20 end)}")
  println("${Range.each(0..3, fn i -> print("${i},") end)} ${Range.clamp(r, -5)} ${Range.clamp(r, 99)} ${Range.intersect(r, 5..20)} ${Range.intersect(0..2, 5..9) |> Range.is_empty()}")
  println("${(0..3) == Range.new(0, 3)} ${for i in 0..3 do i * i end}")
end
