# A library function that rewrites a list or map in place when nobody else has it must not do so when somebody has.
struct Shelf do
  books :: List<String>
  index :: Map<String, List<Int>>
end

let names_of_all = ["ada", "bob", "cy"]

fn loud(names :: List<String>) -> List<String> do
  List.map(names, fn (name) -> "${name}!" end)
end

fn relabel(shelf :: Shelf) -> Shelf do
  %{shelf | books: List.map(shelf.books, fn (b) -> "<${b}>" end)}
end

fn twice(shelf :: Shelf) -> (Shelf, Shelf) do
  (relabel(shelf), relabel(relabel(shelf)))
end

fn main() do
  let names = List.append(["x${1}"], "y")
  let louder = List.map(names, fn (name) -> "${name}!" end)
  println("${names} ${louder} ${loud(names)} ${names}")
  println("${List.map(names_of_all, fn (n) -> "${n}${n}" end)} ${names_of_all} ${loud(names_of_all)}")
  println("${List.filter(names, fn (n) -> n == "y" end)} ${names}")
  let shelf = Shelf { books: ["a${1}", "b${2}"], index: %{"k${1}" => [1, 2]} }
  let (once, again) = twice(shelf)
  println("${shelf.books} ${once.books} ${again.books}")
  let doubled = Map.map_values(shelf.index, fn (v) -> List.map(v, fn (n) -> n * 2 end) end)
  println("${shelf.index} ${doubled}")
  let updated = List.update(names, 0, fn (n) -> "${n}${names}" end)
  println("${updated} ${names}")
  let sorted = List.sort(List.append(names, "a${1}"))
  println("${sorted} ${names}")
  let keep = fn () -> names end
  let rest = List.append(names, "z")
  println("${keep()} ${rest}")
end
