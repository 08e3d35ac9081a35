struct Station do
  name :: String
  lines :: List<Int>
end

fn main() do
  let s = Station { name: "  Gare du Nord ", lines: [4, 5, 2] }
  println("${s.name.trim().to_upper().length()} ${s.lines.reverse().head()} ${s.lines.length().to_string().length()}")
end
