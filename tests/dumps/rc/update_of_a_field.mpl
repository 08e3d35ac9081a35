# The parts of a struct are looked into before they are given away, so that the list in it is updated in place.
struct Log do
  lines :: List<String>
  size :: Int
end

fn add(log :: Log, line :: String) -> Log do
  %{log | size: log.size + String.length(line), lines: List.append(log.lines, line)}
end

fn main() do
  let log = add(Log { lines: [], size: 0 }, "first")
  println("${log.lines} ${log.size}")
end
