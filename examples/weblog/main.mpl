##! Summarises a web server's access log.
##!
##! Usage: weblog FILE, or `-` for standard input. The log is in Combined Log Format; a number after the last field is
##! taken as the time of the request in microseconds.

from Entry import parse
import Report
import Stats

fn read(lines :: Iter<String>) -> Stats.Summary do
  Iter.reduce(lines, Stats.new(), fn summary, line -> Stats.add(summary, parse(line)) end)
end

fn main() -> ()!String do
  case Env.params() do
    ["-"] ->
      Report.print(read(IO.lines()))
      Ok(())
    [path] ->
      let lines = File.lines(path)?
      Report.print(read(lines))
      Ok(())
    _ -> Err("usage: weblog FILE (or - for standard input)")
  end
end
