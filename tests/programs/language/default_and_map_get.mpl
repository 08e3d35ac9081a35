struct Tally do
  hits :: Int
  tags :: List<String>
end

fn bump(m :: Map<Int, Tally>, key :: Int) -> Map<Int, Tally> do
  let t = Map.get(m, key)
  Map.put(m, key, %{t | hits: t.hits + 1})
end

fn main() do
  println("${bump(bump(Map.new(), 4), 4)}")
  let d :: Tally = default()
  println("${d} ${Map.fetch(%{4 => d}, 5)} ${Int.default()}")
end
