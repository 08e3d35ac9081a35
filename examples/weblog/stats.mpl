##! What is counted while the log is read.

import Entry

## The times of one client's requests.
pub struct Client do
  requests :: Int
  micros :: Int
end

pub struct Summary do
  lines :: Int
  by_status :: Map<Int, Int>
  by_path :: Map<String, Int>
  bytes_by_hour :: Map<Int, Int>
  clients :: Map<String, Client>
  ## Numbers of the lines that could not be parsed.
  bad :: List<Int>
end

pub fn new() -> Summary do
  Summary {
    lines: 0,
    by_status: %{},
    by_path: %{},
    bytes_by_hour: %{},
    clients: %{},
    bad: []
  }
end

## Adds a line: its entry, or `None` if it could not be parsed.
pub fn add(s :: Summary, entry :: Entry?) -> Summary do
  let line = s.lines + 1
  case entry do
    None -> %{s | lines: line, bad: List.append(s.bad, line)}
    Some(e) ->
      %{s |
        lines: line,
        by_status: Map.increment(s.by_status, e.status, 1),
        by_path: Map.increment(s.by_path, e.path, 1),
        bytes_by_hour: Map.increment(s.bytes_by_hour, e.hour, e.bytes),
        clients: add_time(s.clients, e)
      }
  end
end

fn add_time(clients :: Map<String, Client>, e :: Entry) -> Map<String, Client> do
  case e.micros do
    None -> clients
    Some(n) ->
      Map.upsert(
        clients,
        e.client,
        Client { requests: 1, micros: n },
        fn c -> Client { requests: c.requests + 1, micros: c.micros + n } end
      )
  end
end
