fn main() do
  println("${Path.join("logs/", "a.txt")} ${Path.join("logs", "/etc")} ${Path.join_all(["a", "b", "c"])}")
  println("${Path.split("/srv//x/./y/")} ${Path.name("a/")} ${Path.parent("/srv/a.txt")} ${Path.parent("x")}")
  println("${Path.stem("b/a.tar.gz")} ${Path.ext("b/a.tar.gz")} [${Path.ext(".profile")}] ${Path.with_ext("b/a.md", "html")} ${Path.with_name("b/a.md", "c")}")
  println("${Path.normalize("./a//b/../c/")} ${Path.normalize("a/../../b")} ${Path.normalize("/..")} ${Path.normalize("")}")
  println("${Path.relative("/srv/lib", "/srv/app")} ${Path.relative("a", "/b")} ${Path.is_absolute("a")}")
  println("${Path.is_inside("www/../etc", "www")} ${Path.safe_join("www", "x/y.css")} ${Path.safe_join("www", "../etc")}")
  println("${Path.matches("src/io/file.mpl", "src/**/*.mpl")} ${Path.matches("a/b.md", "*.md")} ${Path.matches("b3.md", "[a-c]?.{md,txt}")}")
  println("${Result.map(Path.absolute("x"), Path.is_absolute)}")
end
