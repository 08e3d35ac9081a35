# Paths at their edges.
fn main() do
  println("[${Path.join("", "")}] [${Path.join("a", "")}] [${Path.join("", "b")}] [${Path.join("/", "b")}]")
  println("${Path.split("")} ${Path.split("/")} ${Path.split("./a/.")}")
  println("[${Path.name("/")}] [${Path.name(".")}] [${Path.name("..")}]")
  println("${Path.parent("/")} ${Path.parent("")} ${Path.parent("/a")} ${Path.parent("a/b/c")}")
  println("${Path.stem(".profile")} ${Path.stem("a.")} [${Path.ext("a.")}] ${Path.ext("dir.d/file")}")
  println("${Path.with_ext("a", "md")} ${Path.with_ext("a.md", "")} ${Path.with_name("/a", "b")}")
  println("${Path.normalize("/a/../..")} ${Path.normalize("../a/..")} ${Path.normalize("a/..")} ${Path.normalize("/a/")}")
  println("${Path.relative("/a", "/a")} ${Path.relative("a/b", "../c")} ${Path.relative("x", "a/b")}")
  println("${Path.is_inside("/srv", "/")} ${Path.is_inside("a", ".")} ${Path.is_inside("../a", "..")} ${Path.is_inside("ab", "a")}")
  println("${Path.safe_join("www", "/etc")} ${Path.safe_join("www", "a\0b")} ${Path.safe_join("www", "")} ${Path.safe_join("/www", "a/../b")}")
end
