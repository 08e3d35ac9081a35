fn main() do
  let log = ["on", "on", "off", "on", "fail", "fail"]
  println("${List.dedup(log)} ${List.unique(log)} ${List.frequencies(log)}")
  println("${List.dedup_by(log, String.length)} ${List.unique_by(log, String.length)}")
  println("${List.group_by(log, String.length)}")
  println("${List.count_by(log, fn s -> String.take(s, 1) end)} ${List.key_by(["tin", "zinc", "lead"], String.length)}")
  println("${List.group_by([], Int.is_even) == %{true => [1]}}")
end
