fn main() do
  let xs = [5, 1, 4]
  println("${List.slice(xs, 1, 99)} ${List.slice(xs, 2, 1)} ${List.take(xs, 0)} ${List.drop(xs, 9)} ${List.take_end(xs, 2)}")
  println("${List.at(xs, -1)} ${List.at(xs, 3)} ${List.first([])} ${List.min([])}")
  println("${List.insert_at(xs, 3, 9)} ${List.delete_at(xs, 0)} ${List.swap(xs, 0, 2)} ${List.rotate(xs, 1)}")
  println("${List.chunk(xs, 2)} ${List.window(xs, 2)} ${List.intersperse(xs, 0)}")
  println("${List.sort(xs)} ${List.sort_by(xs, fn x -> -x end)} ${List.reverse([])} ${List.unique([2, 2, 1, 2])}")
  println("${List.zip(xs, ["a"])} ${List.unzip([(1, "x"), (2, "y")])} ${List.transpose([[1, 2], [3, 4], [5, 6]])}")
  println("${List.scan(xs, 0, fn a, x -> a + x end)} ${List.group_by(xs, fn x -> x > 3 end)}")
  println("${List.binary_search([1, 4, 5], 4)} ${List.binary_search([1, 4, 5], 3)} ${xs ++ [] ++ xs}")
end
