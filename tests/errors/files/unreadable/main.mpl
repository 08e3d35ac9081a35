fn main() do
  println(File.embed("../secret.txt"))
  println(File.embed("/etc/passwd"))
  println(File.embed("pages"))
  println(File.embed("pages/none.txt"))
  println(File.embed("pages/raw.bin"))
  println("${File.embed_bytes("")}")
  println("${File.embed_dir("pages/a.txt")}")
  println("${File.embed_dir("pages/a.txt/b")}")
  println(File.embed("pages/a.txt"))
end
