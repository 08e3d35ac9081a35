# What the interrupted frames held is no leak and no fault: a panic in a callback, with a growing record in the library's hands.
struct Log do
  lines :: List<String>
  seen :: Map<String, List<Int>>
end

fn step(log :: Log, n :: Int) -> Log do
  let text = "line ${n}"
  let log = %{log | lines: List.append(log.lines, text), seen: Map.push(log.seen, text, n)}
  if n == 5 do
    panic("after ${List.length(log.lines)} lines: ${List.last(log.lines)}")
  end
  log
end

fn main() do
  let log = List.reduce(Range.to_list(0..9), Log { lines: [], seen: %{} }, step)
  println("${log.lines}")
end
