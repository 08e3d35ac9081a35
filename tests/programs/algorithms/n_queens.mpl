fn safe(queens :: List<Int>, column :: Int) -> Bool do
  List.all(List.enumerate(queens), fn entry ->
    let (i, q) = entry
    let distance = List.length(queens) - i
    q != column and Math.abs(q - column) != distance
  end)
end

fn place(n :: Int, queens :: List<Int>) -> List<List<Int>> do
  if List.length(queens) == n do
    [queens]
  else
    List.flat_map(List.filter(List.generate(n, fn c -> c end), fn c -> safe(queens, c) end), fn c ->
      place(n, List.append(queens, c))
    end)
  end
end

fn main() do
  for n in 1..9 do
    println("${n}: ${List.length(place(n, []))}")
  end
  println("${List.head(place(8, []))}")
end
