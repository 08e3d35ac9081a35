fn turn(q :: Queue<(String, Int)>, log :: List<String>) -> List<String> do
  case Queue.next(q) do
    None -> log
    Some(((name, left), rest)) ->
      if left > 1 do
        turn(Queue.push(rest, (name, left - 1)), List.append(log, name))
      else
        turn(rest, List.append(log, name))
      end
  end
end

fn main() do
  let q = Queue.from_list([("a", 2), ("b", 1), ("c", 3)])
  println(String.join(turn(q, []), " "))
end
