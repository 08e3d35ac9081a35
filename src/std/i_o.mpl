##! Standard streams.

extern "mesh_io_read_line" fn line_or_none() -> String?
extern "mesh_io_read_line_lossy" fn lossy_line_or_none() -> String?
extern "mesh_io_read_all" fn all_or_none() -> String?
extern "mesh_io_read_all_bytes" fn all_bytes_or_none() -> Bytes?
extern "mesh_io_read_bytes" fn some_bytes_or_none(n :: Int) -> Bytes?
extern "mesh_fault_text" fn fault(detail :: String) -> String
extern "mesh_io_is_terminal" fn is_terminal_descriptor(descriptor :: Int) -> Bool
extern "mesh_io_terminal_size" fn packed_size() -> Int

## The next line of standard input without its line end. `Err("end of input")` at the end.
##
##     IO.read_line()  # => Ok(tram)
pub fn read_line() -> String!String do
  case line_or_none() do
    Some(line) -> Ok(line)
    None -> Err(fault(""))
  end
end

## The rest of standard input.
pub fn read_all() -> String!String do
  case all_or_none() do
    Some(text) -> Ok(text)
    None -> Err(fault(""))
  end
end

## The rest of standard input as bytes.
pub fn read_all_bytes() -> Bytes!String do
  case all_bytes_or_none() do
    Some(bytes) -> Ok(bytes)
    None -> Err(fault(""))
  end
end

## 1 to n bytes as soon as any are there; empty at the end, or if n is below 1.
pub fn read_bytes(n :: Int) -> Bytes!String do
  case some_bytes_or_none(n) do
    Some(bytes) -> Ok(bytes)
    None -> Err(fault(""))
  end
end

## The remaining lines of standard input; reading happens when the iterator runs. Ill-formed parts become U+FFFD.
##
##     IO.lines() |> Iter.count()  # => 3
pub fn lines() -> Iter<String> = Iter { step: fn -> pull_line() end }

fn pull_line() -> Option<(String, Iter<String>)> do
  case lossy_line_or_none() do
    Some(line) -> Some((line, lines()))
    None ->
      case fault("") do
        "end of input" -> None
        why -> panic("IO.lines: ${why}")
      end
  end
end

## Writes a text, flushes, reads a line.
pub fn prompt(text :: String) -> String!String do
  print(text)
  flush()
  read_line()
end

## A text and a newline to standard error.
##
##     IO.eprintln("low on fuel")
pub extern "mesh_io_eprintln" fn eprintln(s :: String)

## A text to standard error.
pub extern "mesh_io_eprint" fn eprint(s :: String)

## As prelude `println`.
pub fn puts(s :: String) -> () do
  println(s)
end

## Raw bytes to standard output.
pub extern "mesh_io_write_bytes" fn write_bytes(b :: Bytes)

## Raw bytes to standard error.
pub extern "mesh_io_ewrite_bytes" fn ewrite_bytes(b :: Bytes)

## Empties the buffer of standard output.
pub extern "mesh_io_flush" fn flush()

## Is the stream, `:stdin`, `:stdout` or `:stderr`, a terminal?
pub fn is_terminal(stream :: Atom) -> Bool do
  case stream do
    :stdin -> is_terminal_descriptor(0)
    :stdout -> is_terminal_descriptor(1)
    :stderr -> is_terminal_descriptor(2)
    other -> panic("IO.is_terminal: unknown stream ${other.inspect()}")
  end
end

## Columns and rows of standard output's terminal, if it is one.
pub fn terminal_size() -> Option<(Int, Int)> do
  let size = packed_size()
  if size < 0 do
    None
  else
    Some((Int.shift_right(size, 32), size % 4294967296))
  end
end
