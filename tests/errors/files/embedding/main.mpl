fn read(name :: String) -> String = File.embed(name)

fn main() do
  let f = File.embed
  println(f("pages/a.txt"))
  println(read("pages/a.txt"))
  println(File.embed("pages/${1 + 1}.txt"))
end
