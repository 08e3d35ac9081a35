fn main() -> ()!String do
  let p = File.temp_file("ledger")?
  let h = File.open(p, :read_write)?
  h.write("north\nsouth\n")?
  h.write_bytes(Bytes.from_string("east"))?
  println("${h.position()?} ${h.size()?}")
  h.seek(0)?
  println("${h.read_line()?} ${h.read(3)?} ${h.position()?}")
  h.seek(12)?
  println("${h.read_line()} ${h.read_line()} ${h.read(4)}")
  h.truncate(5)?
  h.sync()?
  h.close()
  println("${h.read(1)} ${File.read(p)?}")
  let l = File.lock(p)?
  println("${Result.is_ok(File.try_lock(p))}")
  File.unlock(l)
  println("${Result.is_ok(File.try_lock(p))}")
  File.delete(p)
end
