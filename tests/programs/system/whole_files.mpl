fn main() -> ()!String do
  let dir = File.temp_dir("barn")?
  let p = Path.join(dir, "log.txt")
  println("${File.exists(p)} ${File.read(p) == Err("not found: " <> p)}")
  File.write(p, "one\n")?
  File.append(p, "two\r\nthree")?
  println(File.read(p)?.inspect())
  println("${Bytes.take(File.read_bytes(p)?, 4)} ${List.collect(File.lines(p)?)}")
  File.write_bytes(p, Bytes.from_list([255, 0]))?
  File.append_bytes(p, Bytes.from_list([7, 8, 9]))?
  println("${Fault.kind(Result.unwrap_err(File.read(p)))} ${List.collect(File.chunks(p, 2)?)}")
  File.delete(p)?
  println("${File.exists(p)} ${Fault.detail(Result.unwrap_err(File.delete(dir))) == dir}")
  File.delete_dir(dir)
end
