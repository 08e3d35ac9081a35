# A tokenizer and a recursive-descent parser for + - * / and parentheses.
type Token do
  Num(Int)
  Op(String)
end

fn tokens(cs :: List<String>) -> List<Token>!String do
  case cs do
    [] -> Ok([])
    " " :: rest -> tokens(rest)
    c :: rest when String.contains("+-*/()", c) -> Ok([Op(c)] ++ tokens(rest)?)
    c :: _ when String.is_digit(c) ->
      let (digits, rest) = List.split_while(cs, String.is_digit)
      let n = Option.ok_or(String.to_int(String.concat(digits)), "too large")?
      Ok([Num(n)] ++ tokens(rest)?)
    c :: _ -> Err("unexpected ${c}")
  end
end

fn expr(ts :: List<Token>) -> Result<(Int, List<Token>), String> do
  let (first, rest) = term(ts)?
  expr_rest(first, rest)
end

fn expr_rest(acc :: Int, ts :: List<Token>) -> Result<(Int, List<Token>), String> do
  case ts do
    Op("+") :: rest ->
      let (n, more) = term(rest)?
      expr_rest(acc + n, more)
    Op("-") :: rest ->
      let (n, more) = term(rest)?
      expr_rest(acc - n, more)
    _ -> Ok((acc, ts))
  end
end

fn term(ts :: List<Token>) -> Result<(Int, List<Token>), String> do
  let (first, rest) = factor(ts)?
  term_rest(first, rest)
end

fn term_rest(acc :: Int, ts :: List<Token>) -> Result<(Int, List<Token>), String> do
  case ts do
    Op("*") :: rest ->
      let (n, more) = factor(rest)?
      term_rest(acc * n, more)
    Op("/") :: rest ->
      let (n, more) = factor(rest)?
      if n == 0 do
        Err("division by zero")
      else
        term_rest(acc / n, more)
      end
    _ -> Ok((acc, ts))
  end
end

fn factor(ts :: List<Token>) -> Result<(Int, List<Token>), String> do
  case ts do
    Num(n) :: rest -> Ok((n, rest))
    Op("-") :: rest ->
      let (n, more) = factor(rest)?
      Ok((-n, more))
    Op("(") :: rest ->
      let (n, more) = expr(rest)?
      case more do
        Op(")") :: after -> Ok((n, after))
        _ -> Err("missing )")
      end
    [] -> Err("unexpected end")
    Op(o) :: _ -> Err("unexpected ${o}")
  end
end

fn eval(text :: String) -> Int!String do
  let (n, rest) = expr(tokens(String.chars(text))?)?
  if List.is_empty(rest) do
    Ok(n)
  else
    Err("something follows")
  end
end

fn main() do
  for text in ["1 + 2 * 3", "(1 + 2) * 3", "-(4 - 6) * 10", "8 / 3", "7 / (2 - 2)", "2 +", "3 4", "2 $ 3", "((1)"] do
    println("${text} = ${eval(text)}")
  end
end
