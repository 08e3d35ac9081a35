fn main() do
  IO.puts("start")
  IO.eprintln("to the log")
  IO.eprint("no newline")
  IO.ewrite_bytes(Bytes.from_list([10]))
  IO.write_bytes(Bytes.from_list([111, 107, 10]))
  IO.flush()
  println("${IO.prompt("name? ")}")
  println("${IO.is_terminal(:stdin)} ${IO.terminal_size()}")
end
