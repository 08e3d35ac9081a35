##! One line of an access log.

## What the summary needs of a line.
pub struct Entry do
  client :: String
  ## Hour of the day, 0 to 23, in the log's own time zone.
  hour :: Int
  path :: String
  status :: Int
  ## Of the body; 0 where the log has a `-`.
  bytes :: Int
  ## Time of the request in microseconds, if the line has it.
  micros :: Int?
end

## Takes a line apart; `None` if it is not in Combined Log Format:
##
##     CLIENT IDENT USER [DAY/MONTH/YEAR:HOUR:MIN:SEC ZONE] "METHOD PATH PROTOCOL" STATUS BYTES "REFERRER" "AGENT" [MICROS]
pub fn parse(line :: String) -> Entry? do
  let client_end = String.index_of(line, " ")?
  let date = String.index_of(line, "[", client_end)?
  let date_end = String.index_of(line, "] \"", date)?
  let request = date_end + 3
  let request_end = String.index_of(line, "\" ", request)?
  let status_end = String.index_of(line, " ", request_end + 2)?
  let bytes_end = String.index_of(line, " \"", status_end)?
  let last_quote = String.last_index_of(line, "\"")?
  if client_end == 0 or last_quote < bytes_end + 4 do
    None
  else
    let hour = in_range(number(line, date + 13, date + 15)?, 0..24)?
    let status = in_range(number(line, request_end + 2, status_end)?, 100..1000)?
    let size = bytes(line, status_end + 1, bytes_end)?
    let path = path_of(line, request, request_end)?
    let time = micros(line, last_quote + 1)?
    Some(
      Entry {
        client: String.slice(line, 0, client_end),
        hour: hour,
        path: path,
        status: status,
        bytes: size,
        micros: time
      }
    )
  end
end

fn number(line :: String, start :: Int, stop :: Int) -> Int? do
  String.to_int(String.slice(line, start, stop))
end

fn in_range(n :: Int, range :: Range) -> Int? do
  Bool.to_option(Range.contains(range, n), n)
end

fn bytes(line :: String, start :: Int, stop :: Int) -> Int? do
  case String.slice(line, start, stop) do
    "-" -> Some(0)
    text -> String.to_int(text)
  end
end

# The path of `GET /path?query HTTP/1.1`, without its query.
fn path_of(line :: String, start :: Int, stop :: Int) -> String? do
  let path = String.index_of(line, " ", start)? + 1
  let path_end = String.index_of(line, " ", path)?
  if path_end >= stop do
    None
  else
    let text = String.slice(line, path, path_end)
    case String.index_of(text, "?") do
      Some(query) -> Some(String.take(text, query))
      None -> Some(text)
    end
  end
end

# `Some(None)` where the line ends with the agent, `None` where what follows is no number.
fn micros(line :: String, start :: Int) -> Int?? do
  case String.drop(line, start) do
    "" -> Some(None)
    text ->
      case String.to_int(text) do
        Some(n) when n >= 0 -> Some(Some(n))
        _ -> None
      end
  end
end
