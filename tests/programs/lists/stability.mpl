# Sorting keeps the order of what is equal.
struct Entry do
  key :: Int
  text :: String
end

fn main() do
  let entries = List.map(["b2", "a1", "c2", "d1", "e2", "f0"], fn t ->
    Entry { key: Option.unwrap(String.to_int(String.drop(t, 1))), text: t }
  end)
  println("${List.map(List.sort_by(entries, fn e -> e.key end), fn e -> e.text end)}")
  let many = List.generate(5000, fn i -> ((i * 7919) % 50, i) end)
  let sorted = List.sort_by(many, fn p ->
    let (k, _) = p
    k
  end)
  println("${List.is_sorted(sorted)}")
end
