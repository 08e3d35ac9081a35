# Files that are parts of the program.
let greeting = File.embed("pages/hello.txt")

fn twice() -> String = File.embed("pages/hello.txt") <> ("pages/hello.txt" |> File.embed)

fn main() do
  print(greeting)
  println("${String.length(greeting)} ${Bytes.length(String.to_bytes(greeting))}")
  print(twice())
  let raw = File.embed_bytes("pages/raw.bin")
  println("${raw} ${Bytes.length(raw)}")
  let same = File.embed_bytes("pages/../pages/./hello.txt")
  println("${Bytes.length(same)} ${same == String.to_bytes(greeting)}")
  for (name, data) in File.embed_dir("pages") do
    println("${name}: ${data}")
  end
  println("[${File.embed("pages/empty")}]")
  let kept = for n in 1..3 do File.embed("pages/parts/a.html") <> "${n}" end
  println("${kept}")
  println("${List.length(File.embed_dir("pages/parts"))}")
end
