fn main() do
  println("${IO.read_line()} ${IO.read_line()}")
  println("${IO.read_bytes(3)}")
  println("${IO.lines() |> Iter.take(2) |> List.collect()}")
  println("${IO.read_all()}")
  println("${IO.read_all_bytes()} ${IO.read_line()}")
end
