# break, continue and return at every depth, with values that are dropped on the way out.
fn search(table :: List<List<String>>, wanted :: String) -> Option<(Int, Int)> do
  for (i, row) in List.enumerate(table) do
    let note = "row ${i}"
    for (j, cell) in List.enumerate(row) do
      let text = note <> cell
      if String.length(text) > 12 do
        break
      end
      if cell == wanted do
        return Some((i, j))
      end
      if cell == "" do
        continue
      end
    end
  end
  None
end

fn triangle(n :: Int) -> List<List<String>> do
  for i in 0..n do
    if i == 1 do
      continue
    end
    if i == 5 do
      break
    end
    for j in 0..n do
      if j > i do
        break
      end
      if j == 2 do
        continue
      end
      "${i}${j}"
    end
  end
end

fn first_triple(limit :: Int) -> Option<(Int, Int, Int)> do
  for a in 1..limit do
    for b in a..limit do
      let found = for c in b..limit when a * a + b * b == c * c do
        if a > 5 do
          return Some((a, b, c))
        end
        c
      end
      if List.length(found) > 1 do
        return None
      end
    end
  end
  None
end

fn sums(m :: Map<String, List<Int>>) -> Map<String, Int> do
  let pairs = for {k, xs} in m when k != "skip" do
    let kept = for x in xs do
      if x < 0 do break end
      x
    end
    (k, List.sum(kept))
  end
  Map.from_list(pairs)
end

fn countdown(q :: Queue<Int>) -> List<Int> do
  let seen = for x in q do
    if x == 3 do
      return [x]
    end
    x * 2
  end
  List.reverse(seen)
end

fn main() do
  let table = [["a", "", "b"], ["too long a cell", "b"], ["c", "d"]]
  println("${search(table, "d")} ${search(table, "b")} ${search(table, "z")} ${search([], "a")}")
  println("${triangle(8)}")
  println("${first_triple(30)} ${first_triple(5)}")
  println("${sums(%{"a" => [1, 2, -1, 50], "skip" => [9], "b" => []})}")
  println("${countdown(Queue.from_list([1, 2]))} ${countdown(Queue.from_list([1, 3, 5]))}")
  let grown = for x in Iter.from(0..1000000) do
    if x > 3 do break end
    List.repeat("${x}", x)
  end
  println("${grown}")
end
