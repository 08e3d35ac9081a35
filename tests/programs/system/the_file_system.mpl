fn main() -> ()!String do
  let d = File.temp_dir("yard")?
  let at = fn p -> Path.join(d, p) end
  File.mkdir(at("a"))?
  File.mkdir_all(at("a/b/c"))?
  File.write(at("a/x.md"), "12345")?
  File.symlink("x.md", at("a/link"))?
  println("${File.list(at("a"))?} ${File.walk(d)?}")
  println("${File.is_file(at("a/link"))} ${File.is_dir(d)} ${File.is_symlink(at("a/link"))} ${File.read_link(at("a/link"))?}")
  println("${File.stat(at("a/link"))?.size} ${File.stat(d)?.kind} ${File.link_stat(at("a/link"))?.kind}")
  println("${File.copy(at("a/x.md"), at("y.md"))?}")
  File.rename(at("y.md"), at("z.md"))?
  File.truncate(at("z.md"), 2)?
  File.chmod(at("z.md"), 0o640)?
  println("${File.read(at("z.md"))?} ${File.stat(at("z.md"))?.mode} ${File.exists(at("y.md"))}")
  println("${Fault.kind(Result.unwrap_err(File.mkdir(at("a"))))}, ${Fault.kind(Result.unwrap_err(File.delete_dir(at("a"))))}")
  File.delete_all(d)
end
