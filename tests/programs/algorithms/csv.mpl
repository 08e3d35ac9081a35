type State do
  Plain
  Quoted
  AfterQuote
end

fn fields(line :: String) -> List<String> do
  let (out, field, _) = List.reduce(String.chars(line), ([], "", Plain), fn state, c ->
    let (out, field, mode) = state
    case (mode, c) do
      (Plain, ",") | (AfterQuote, ",") -> (List.append(out, field), "", Plain)
      (Plain, "\"") -> (out, field, Quoted)
      (Quoted, "\"") -> (out, field, AfterQuote)
      (AfterQuote, "\"") -> (out, field <> "\"", Quoted)
      (m, other) -> (out, field <> other, m)
    end
  end)
  List.append(out, field)
end

fn main() do
  for line in ["a,b,c", "\"x, y\",2,", "\"say \"\"hi\"\"\",é", ""] do
    println("${fields(line).inspect()}")
  end
end
