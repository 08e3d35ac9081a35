# The C of a small program: names from the source, one statement a line.
fn describe(names :: List<String>) -> String do
  case names do
    [] -> "nobody"
    first :: rest -> "${first} and ${List.length(rest)} more"
  end
end

fn main() do
  println(describe(["Ida", "Bo", "Cy"]))
end
