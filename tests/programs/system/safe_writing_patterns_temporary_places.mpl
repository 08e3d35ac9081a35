fn fill(d :: String) -> List<String>!String do
  for n in ["a.txt", "b.md", ".c.txt"] do
    File.write_atomic(Path.join(d, n), n)?
  end
  File.write_bytes_atomic(Path.join(d, "e.bin"), Bytes.from_list([1]))?
  File.touch(Path.join(d, "d.txt"))?
  File.sync(d)?
  File.delete_all(Path.join(d, "nothing"))?
  println("${File.list(d)?}")
  Ok(List.map(File.glob(Path.join(d, "*.txt"))?, Path.name))
end

fn main() -> ()!String do
  println("${File.with_temp_dir(fill)}")
  println("${File.delete_all("/")} ${File.real_path("/tmp/..")} ${File.free_space("/")? > 0}")
  let t = File.temp_file("pin")?
  println("${File.stat(t)?.size} ${String.starts_with(Path.name(t), "pin")}")
  File.delete(t)
end
