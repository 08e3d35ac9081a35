type Door do
  Open
  Closed
  Locked(code :: Int)
end

type Event do
  Push
  Pull
  Lock(Int)
  Unlock(Int)
end

fn next(door :: Door, e :: Event) -> Door!String do
  case (door, e) do
    (Closed, Push) -> Ok(Open)
    (Open, Pull) -> Ok(Closed)
    (Closed, Lock(code)) -> Ok(Locked(code))
    (Locked(code), Unlock(tried)) when code == tried -> Ok(Closed)
    (Locked(_), Unlock(_)) -> Err("wrong code")
    (Locked(_), _) -> Err("it is locked")
    (d, _) -> Ok(d)
  end
end

fn run(events :: List<Event>) -> Door!String = List.try_reduce(events, Closed, next)

fn main() do
  println("${run([Push, Pull, Lock(7), Unlock(7), Push])}")
  println("${run([Lock(7), Unlock(8)])} ${run([Lock(1), Push])} ${run([])}")
end
