# Globs: each line is a path, a pattern and whether they match.
fn show(p :: String, pattern :: String) do
  println("${String.pad_end(p, 14)} ${String.pad_end(pattern, 16)} ${Path.matches(p, pattern)}")
end

fn main() do
  show("a.md", "*.md")
  show("a.md", "?.md")
  show("ab.md", "?.md")
  show("", "*")
  show("", "")
  show("a/b/c", "a/**/c")
  show("a/c", "a/**/c")
  show("a/b/b2/c", "a/**/c")
  show("a/b/c/d", "**")
  show("a/b", "a/*")
  show("a/b/c", "a/*")
  show("a**b", "a\\*\\*b")
  show("axxb", "a**b")
  show("b7", "[a-c][0-9]")
  show("d7", "[a-c][0-9]")
  show("d7", "[!a-c]7")
  show("]", "[]]")
  show("a-c", "a[-]c")
  show("[x", "[x")
  show("x.txt", "x.{md,txt}")
  show("src/x.rs", "{src,test}/*.rs")
  show("ab", "{a,{b,ab}}")
  show("{a", "{a")
  show("é.md", "?.md")
  show("aaaaaaaaaaaab", "*a*a*a*a*a*c")
end
