struct Machine do
  tape :: List<Int>
  at :: Int
  out :: String
end

fn jumps(code :: List<String>, i :: Int, open :: List<Int>, found :: Map<Int, Int>) -> Map<Int, Int> do
  if i == List.length(code) do
    found
  else
    case (code[i], open) do
      ("[", _) -> jumps(code, i + 1, [i] ++ open, found)
      ("]", j :: rest) -> jumps(code, i + 1, rest, found |> Map.put(i, j) |> Map.put(j, i))
      _ -> jumps(code, i + 1, open, found)
    end
  end
end

fn run(code :: List<String>, pairs :: Map<Int, Int>, pc :: Int, m :: Machine) -> String do
  if pc == List.length(code) do
    m.out
  else
    let cell = m.tape[m.at]
    case code[pc] do
      ">" ->
        let tape = if m.at + 1 == List.length(m.tape) do List.append(m.tape, 0) else m.tape end
        run(code, pairs, pc + 1, %{m | at: m.at + 1, tape: tape})
      "<" -> run(code, pairs, pc + 1, %{m | at: m.at - 1})
      "+" -> run(code, pairs, pc + 1, %{m | tape: List.set(m.tape, m.at, (cell + 1) % 256)})
      "-" -> run(code, pairs, pc + 1, %{m | tape: List.set(m.tape, m.at, (cell + 255) % 256)})
      "." -> run(code, pairs, pc + 1, %{m | out: m.out <> Option.unwrap_or(String.from_codepoints([cell]), "?")})
      "[" when cell == 0 -> run(code, pairs, Map.get(pairs, pc) + 1, m)
      "]" when cell != 0 -> run(code, pairs, Map.get(pairs, pc) + 1, m)
      _ -> run(code, pairs, pc + 1, m)
    end
  end
end

fn main() do
  let text = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."
  let code = String.chars(text)
  println(run(code, jumps(code, 0, [], %{}), 0, Machine { tape: [0], at: 0, out: "" }))
end
