# Tuples of tuples: as keys, in order, updated part by part, passed to functions and taken apart.
fn rotate((a, b, c)) = (b, c, a)

fn nested(t :: ((Int, String), (Bool, (Float, List<Int>)))) -> String do
  let ((n, s), (flag, (x, xs))) = t
  "${n}${s} ${flag} ${x} ${xs}"
end

fn min_max(xs :: List<Int>) -> (Int, Int) do
  List.reduce(xs, (Int.max, Int.min), fn ((lo, hi), x) -> (min(lo, x), max(hi, x)) end)
end

fn main() do
  let t = (1, "b", 2.5)
  println("${rotate(t)} ${rotate(rotate(rotate(t))) == t} ${Tuple.size(t)} ${Tuple.nth(t, 1)}")
  println(nested(((7, "x"), (true, (0.5, [1, 2])))))
  println("${List.sort([(2, "a"), (1, "z"), (2, "A"), (1, "b")])} ${compare((1, 2, 3), (1, 3, 0))} ${(1, "a") < (1, "b")}")
  let grid = for x in 0..3 do for y in 0..2 do ((x, y), x * 10 + y) end end
  let m = Map.from_list(List.flatten(grid))
  println("${Map.fetch(m, (2, 1))} ${Map.fetch(m, (3, 0))} ${Map.size(m)} ${Set.size(Set.from_list(List.map(Map.keys(m), fn k -> Tuple.first(k) end)))}")
  println("${min_max([4, -2, 9])} ${min_max([])}")
  println("${Tuple.swap((1, "x"))} ${Tuple.map_first((2, 3), fn n -> [n] end)} ${Tuple.apply((3, 4), fn a, b -> a * b end)} ${List.unzip([(1, "a"), (2, "b")])}")
  println("${((), nil)} ${(None, Some(()))} ${((1, 2), 3) == ((1, 2), 3)} ${hash((1, 2)) == hash((2, 1))}")
  let (a, turn) = if a_is_first(t) do (t, rotate) else ((0, "", 0.0), fn ((x, y, z)) -> (y, z, x) end) end
  println("${a} ${turn((1, 2, 1))}")
end

fn a_is_first((n, _, _)) = n == 1
