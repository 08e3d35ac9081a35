# What closures capture stays as it was, and goes with the last of them.
fn makers() -> List<Fun() -> List<Int>> do
  let xs = List.generate(5, fn i -> i end)
  [fn -> xs end, fn -> List.append(xs, 99) end, fn -> List.map(xs, fn x -> x * 2 end) end]
end

fn main() do
  let fs = makers()
  println("${List.map(fs, fn f -> f() end)} ${List.map(fs, fn f -> List.length(f()) end)}")
  let f = List.head(fs)
  let text = String.repeat("ab", 3)
  let g = fn n -> text <> "${n}" end
  println("${f()} ${g(1)} ${g(2)} ${text}")
end
