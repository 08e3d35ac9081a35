# RFC 9562: forms, versions, order, and that none comes twice.
fn form(u :: String) -> String = String.join(List.map(String.split(u, "-"), fn part -> String.repeat("x", String.length(part)) end), "-")

fn main() do
  let a = Crypto.uuid4()
  println("${form(a)} ${String.slice(a, 14, 15)} ${String.contains("89ab", String.slice(a, 19, 20))}")
  let b = Crypto.uuid7()
  println("${form(b)} ${String.slice(b, 14, 15)} ${String.contains("89ab", String.slice(b, 19, 20))}")
  let ordered = List.generate(20000, fn _ -> Crypto.uuid7() end)
  println("${List.sort(ordered) == ordered} ${Set.size(Set.from_list(ordered))}")
  println("${Set.size(Set.from_list(List.generate(20000, fn _ -> Crypto.uuid4() end)))}")
  for s in ["017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f", "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", ""] do
    println("${Crypto.is_uuid(s)}")
  end
end
