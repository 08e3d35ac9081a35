fn encode(s :: String) -> String do
  List.chunk_by(String.chars(s), fn c -> c end)
    |> List.map(fn run -> if List.length(run) == 1 do run[0] else "${List.length(run)}${run[0]}" end end)
    |> String.concat()
end

fn decode(s :: String) -> String do
  let (out, _) = List.reduce(String.chars(s), ("", 0), fn state, c ->
    let (text, n) = state
    case String.to_int(c) do
      Some(d) -> (text, n * 10 + d)
      None -> (text <> String.repeat(c, Math.max(n, 1)), 0)
    end
  end)
  out
end

fn main() do
  for s in ["WWWWWWWWWWWWBWWWWWWWWWWWWBBB", "abc", "", "aabbbé"] do
    println("${s} -> ${encode(s)} -> ${decode(encode(s)) == s}")
  end
end
