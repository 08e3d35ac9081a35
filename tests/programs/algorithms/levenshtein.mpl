fn distance(a :: String, b :: String) -> Int do
  let ys = String.chars(b)
  let first = List.generate(List.length(ys) + 1, fn i -> i end)
  let last = List.reduce(String.chars(a), first, fn row, x ->
    List.reduce(List.enumerate(ys), [row[0] + 1], fn next, e ->
      let (j, y) = e
      let change = if x == y do row[j] else row[j] + 1 end
      List.append(next, Math.min(change, Math.min(row[j + 1] + 1, next[j] + 1)))
    end)
  end)
  List.last(last)
end

fn main() do
  println("${distance("kitten", "sitting")} ${distance("flaw", "lawn")} ${distance("", "abc")} ${distance("same", "same")}")
  println("${distance("überfahrt", "uberfahrt")}")
end
