fn main() do
  let xs = [5, 6, 7, 8, 9]
  println("${List.take(xs, 2)} ${List.take(xs, -3)} ${List.take(xs, 50)} ${List.drop(xs, 3)} ${List.drop(xs, 50)}")
  println("${List.take_end(xs, 2)} ${List.drop_end(xs, 2)} ${List.drop_end(xs, 9)} ${List.slice(xs, 1, 3)} ${List.slice(xs, -4, 2)} ${List.slice(xs, 4, 1)}")
  println("${List.split_at(xs, 2)} ${List.split_at(xs, -1)}")
  let small = fn n -> n < 7 end
  println("${List.take_while(xs, small)} ${List.drop_while(xs, small)} ${List.split_while([1, 9, 2], small)}")
  println("${List.filter(xs, Int.is_even)} ${List.reject(xs, Int.is_even)} ${List.partition(xs, small)}")
  println("${List.filter_map(["8", "", "-3"], Int.parse)} ${List.take_every(xs, 2)} ${List.take_every(xs, 10)}")
  println("${List.chunk(xs, 2)} ${List.chunk([], 3) == [[1]]} ${List.window(xs, 4)} ${List.window(xs, 6)}")
  println("${List.chunk_by(["ab", "cd", "e", "f", "gh"], String.length)}")
end
