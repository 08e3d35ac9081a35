##! The summary as text.

import Stats

let top = 10

let shown_bad_lines = 20

pub fn print(s :: Summary) do
  println("${s.lines} lines, ${List.length(s.bad)} not understood")
  section("Requests by status")
  for {status, count} in Map.sort(s.by_status) do
    row(Int.to_string(status), count)
  end
  section("Top paths")
  for (path, count) in largest(s.by_path) do
    row(path, count)
  end
  section("Bytes by hour")
  for {hour, bytes} in Map.sort(s.bytes_by_hour) do
    row("${String.pad_start(Int.to_string(hour), 2, "0")}:00", bytes)
  end
  section("Slowest clients (mean milliseconds)")
  for (client, micros) in slowest(s.clients) do
    println("${String.pad_end(client, 40)} ${String.pad_start(milliseconds(micros), 14)}")
  end
  if not List.is_empty(s.bad) do
    section("Lines not understood")
    for line in List.take(s.bad, shown_bad_lines) do
      println("line ${line}")
    end
    let rest = List.length(s.bad) - shown_bad_lines
    if rest > 0 do
      println("and ${rest} more")
    end
  end
end

fn section(title :: String) do
  println("")
  println(title)
end

fn row(name :: String, n :: Int) do
  println("${String.pad_end(name, 40)} ${String.pad_start(Int.to_grouped(n, ","), 14)}")
end

# The entries with the largest counts; equal ones in the order of their names.
fn largest(counts :: Map<String, Int>) -> List<(String, Int)> do
  counts
    |> Map.to_list()
    |> List.sort_with(fn ((a, n), (b, m)) -> Ordering.then(compare(m, n), compare(a, b)) end)
    |> List.take(top)
end

fn slowest(clients :: Map<String, Client>) -> List<(String, Int)> do
  clients
    |> Map.map_values(fn c -> c.micros / c.requests end)
    |> largest()
end

fn milliseconds(micros :: Int) -> String do
  Float.to_fixed(Int.to_float(micros) / 1000.0, 1)
end
