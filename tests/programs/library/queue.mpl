fn drain(q :: Queue<String>) -> () do
  case Queue.next(q) do
    Some((job, rest)) ->
      print("${job} ")
      drain(rest)
    None -> println("done")
  end
end

fn main() do
  let q = Queue.new() |> Queue.push("wash") |> Queue.push("rinse") |> Queue.push_front("soak")
  println("${q} ${Queue.size(q)} ${Queue.is_empty(q)} ${Queue.peek(q)} ${Queue.first(q)} ${Queue.at(q, -1)} ${Queue.at(q, 3)}")
  let (head, rest) = Queue.pop(q)
  println("${head} ${rest} ${Queue.next_back(q)} ${Queue.contains(q, "rinse")}")
  println("${Queue.push_all(rest, ["dry", "fold"]) |> Queue.to_list()} ${Queue.map(q, String.length)} ${Queue.filter(q, fn s -> String.length(s) > 4 end)}")
  println("${Queue.reduce(Queue.from_list([1, 2, 3]), "", fn acc, n -> "${acc}${n}" end)} ${Queue.from_list(["a"]).inspect()} ${Iter.from(1..4) |> Queue.collect()} ${Queue.first(Queue.from_list([])) == Some(1)}")
  drain(q)
end
