# A small tree: walked, searched by pattern, copied, removed.
fn copy_tree(from :: String, to :: String) -> Int!String do
  File.mkdir_all(to)?
  let n = File.walk(from)?
    |> List.try_reduce(
      0,
      fn total, p ->
        let source = Path.join(from, p)
        if File.is_dir(source) do
          File.mkdir_all(Path.join(to, p))?
          Ok(total)
        else
          let bytes = File.copy(source, Path.join(to, p))?
          Ok(total + bytes)
        end
      end
    )?
  Ok(n)
end

fn run(d :: String) -> ()!String do
  let at = fn p -> Path.join(d, p) end
  for p in ["src/main.mpl", "src/io/file.mpl", "src/io/.hidden.mpl", "src/io/deep/x.md", "README.md"] do
    File.mkdir_all(at(Path.parent(p)))?
    File.write(at(p), p)?
  end
  println("${File.walk(d)?}")
  let names = fn pattern -> Result.map(File.glob(at(pattern)), fn ps -> List.map(ps, fn p -> String.drop(p, String.length(d) + 1) end) end) end
  println("${names("*")?}")
  println("${names("src/**/*.mpl")?}")
  println("${names("src/*/.h*")?}")
  println("${names("**/*.md")?}")
  println("${names("{README,LICENSE}.md")?} ${names("none/*")?}")
  println("${copy_tree(at("src"), at("copy"))?}")
  println("${File.read(at("copy/io/file.mpl"))?} ${File.stat(at("copy/main.mpl"))?.size}")
  File.delete_all(at("copy"))?
  println("${File.exists(at("copy"))} ${File.list(d)?}")
  Ok(())
end

fn main() -> ()!String do
  let result = File.with_temp_dir(run)?
  result
end
