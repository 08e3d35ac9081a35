type Fault do
  Empty
  Bad(String)
end

impl From<String> for Fault do
  fn from(text) = Bad(text)
end

fn number(text :: String) -> Int!String do
  Option.ok_or(String.to_int(text), "no number: ${text}")
end

fn total(texts :: List<String>) -> Int!Fault do
  if List.is_empty(texts) do
    return Err(Empty)
  end
  let first = number(texts[0])?
  let rest = List.try_map(List.tail(texts), number)?
  Ok(first + List.sum(rest))
end

fn halves(n :: Int?) -> Int? do
  let k = n?
  if k % 2 == 0 do Some(k / 2) else None end
end

fn sum_until_bad(texts :: List<String>) -> Int!String do
  let parts = for t in texts do number(t)? end
  Ok(List.sum(parts))
end

fn show(r :: Int!Fault) -> String do
  case r do
    Ok(n) -> "ok ${n}"
    Err(Empty) -> "empty"
    Err(Bad(why)) -> "bad: ${why}"
  end
end

fn main() do
  println("${show(total(["1", "2", "3"]))}; ${show(total([]))}; ${show(total(["1", "x"]))}; ${show(total(["y"]))}")
  println("${halves(Some(8))} ${halves(Some(7))} ${halves(None)}")
  println("${sum_until_bad(["4", "5"])} ${sum_until_bad(["4", "z", "w"])}")
  println("${Some(20) |> halves() |> halves() |> halves()}")
end
