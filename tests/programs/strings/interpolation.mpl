# Interpolations within interpolations, with blocks, closures and braces in them.
struct Tag do
  name :: String
  weight :: Int
end

impl Display for Tag do
  fn to_string(self) = "<${self.name}${if self.weight > 1 do "×${self.weight}" else "" end}>"
end

fn main() do
  let t = Tag { name: "oak", weight: 3 }
  println("${t} ${%{t | weight: 1}} ${[t]} ${[t].inspect()}")
  println("${if t.weight == 3 do "three ${"${t.weight * 2}"}" else "else" end}")
  println("${List.map([1, 2], fn n -> "(${n}:${List.map(["a", "b"], fn s -> "${s}${n}" end)})" end)}")
  println("#{%{"k" => (1, 2)}} \${no} \#{no} $ # ${"}"} ${"{"} ${"\"${"\\"}\""}")
  println("${""}${1}${""}${2.0}${""}")
  let long = List.reduce(Range.to_list(0..20), "", fn acc, i -> "${acc}${i}${if i % 5 == 4 do ";" else "," end}" end)
  println(long)
end
