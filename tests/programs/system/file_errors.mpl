# Every failure is a text: what happened, and where.
fn main() -> ()!String do
  File.with_temp_dir(
    fn d ->
      let at = fn p -> Path.join(d, p) end
      let kind = fn e -> Fault.kind(e) end
      println("${Result.map_err(File.read(at("none")), kind)}")
      println("${Result.map_err(File.write(d, "x"), kind)}")
      println("${Result.map_err(File.mkdir(d), kind)} ${Result.map_err(File.mkdir(at("a/b")), kind)}")
      println("${File.read("")} ${File.read("a\0b") == Err("invalid path: a\0b")}")
      let _ = File.write(at("f"), "text")
      println("${Result.map_err(File.list(at("f")), kind)} ${Result.map_err(File.read(at("f/x")), kind)}")
      println("${Result.map_err(File.delete(d), kind)} ${Result.map_err(File.delete_dir(d), kind)}")
      println("${Result.map_err(File.rename(at("no"), at("x")), kind)} ${Result.map_err(File.copy(at("f"), at("f")), kind)}")
      println("${Result.map_err(Result.map(File.open(at("f"), :create), fn _ -> 0 end), kind)}")
      println("${Result.map_err(File.read_link(at("f")), kind)} ${Result.map_err(File.temp_file("a/b"), kind)}")
      println("${File.delete_all("..")} ${File.delete_all("/")} ${File.delete_all(at("nothing"))}")
      let _ = File.write_bytes(at("bytes"), Bytes.from_list([104, 255, 105]))
      println("${Result.map_err(File.read(at("bytes")), kind)} ${File.exists(at("none"))}")
      println("${Fault.kind("io error: /dev/x (EIO)")} | ${Fault.detail("io error: /dev/x (EIO)")} | ${Fault.detail("closed")}")
    end
  )
end
