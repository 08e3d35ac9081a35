# A value used in one branch only, in both, or after the branch: each holder sees its own.
struct Page do
  lines :: List<String>
  notes :: Map<String, List<Int>>
end

fn edit(p :: Page, how :: Int) -> (Page, Page) do
  let old = p
  let new = if how == 0 do
    p
  else if how == 1 do
    %{p | lines: List.append(p.lines, "one")}
  else
    case Map.fetch(p.notes, "n") do
      Some(ns) -> %{p | notes: Map.put(p.notes, "n", List.append(ns, how)), lines: List.reverse(p.lines)}
      None -> %{p | notes: Map.put(p.notes, "n", [])}
    end
  end
  (old, new)
end

fn twice(xs :: List<List<Int>>, i :: Int) -> (List<List<Int>>, List<List<Int>>) do
  let inner = xs[i]
  let a = List.set(xs, i, List.append(inner, 100))
  let b = List.set(xs, i, List.append(inner, 200))
  (a, b)
end

fn loop(p :: Page, i :: Int, kept :: List<Page>) -> List<Page> do
  if i == 5 do
    List.append(kept, p)
  else
    let (old, new) = edit(p, i)
    loop(new, i + 1, if i % 2 == 0 do List.append(kept, old) else kept end)
  end
end

fn show(p :: Page) -> String = "${p.lines} ${p.notes}"

fn main() do
  let p = Page { lines: ["a${1}", "b${2}"], notes: %{} }
  for q in loop(p, 0, []) do
    println(show(q))
  end
  println(show(p))
  let xs = for i in 0..3 do [i, i * i] end
  println("${twice(xs, 2)} ${xs}")
  let grid = List.repeat(List.repeat(0, 3), 3)
  let grid = List.set(grid, 1, List.set(grid[1], 1, 5))
  println("${grid}")
  let m = %{"k" => %{"j" => [1]}}
  let n = Map.update(m, "k", fn inner -> Map.update(inner, "j", fn v -> List.append(v, 2) end) end)
  println("${m} ${n}")
end
