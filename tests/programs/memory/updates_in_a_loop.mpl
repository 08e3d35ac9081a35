# Updates of what nobody else holds happen in place: quadratic work would take minutes here.
struct State do
  list :: List<Int>
  map :: Map<Int, Int>
  text :: String
end

fn grow(s :: State, i :: Int, n :: Int) -> State do
  if i == n do
    s
  else
    grow(%{s | list: List.append(s.list, i), map: Map.put(s.map, i % 1000, i), text: s.text <> "."}, i + 1, n)
  end
end

fn main() do
  let s = grow(State { list: [], map: %{}, text: "" }, 0, 200000)
  println("${List.length(s.list)} ${Map.size(s.map)} ${String.length(s.text)} ${Map.get(s.map, 999)}")
  let list = List.reduce(List.generate(100000, fn i -> i end), s.list, fn xs, i -> List.set(xs, i, -1) end)
  println("${List.sum(List.take(list, 100000))} ${List.sum(s.list)}")
end
