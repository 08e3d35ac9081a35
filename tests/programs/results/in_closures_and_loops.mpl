# `?` leaves the closure it is in; in a loop it leaves the function and drops what was built so far.
fn parse(s :: String) -> Int!String do
  Option.ok_or(String.to_int(s), "not a number: ${s}")
end

fn sum_all(rows :: List<List<String>>) -> Int!String do
  let sums = for row in rows do
    let numbers = for cell in row when cell != "" do parse(cell)? end
    List.sum(numbers)
  end
  Ok(List.sum(sums))
end

fn first_pair(xs :: List<String>) -> Option<(Int, Int)> do
  let pick = fn i -> Some(Option.and_then(List.at(xs, i), String.to_int)? + 1) end
  Some((pick(0)?, pick(1)?))
end

fn lenient(xs :: List<String>) -> List<Int!String> do
  List.map(xs, fn s ->
    let n = parse(s)?
    if n < 0 do
      return Err("negative: ${n}")
    end
    Ok(n * 2)
  end)
end

fn chain(s :: String) -> Int!String = Ok((s |> parse()?) + (s <> "0" |> parse()?) * parse("${s}1")?)

fn deep(n :: Int, log :: List<String>) -> List<String>!String do
  if n == 0 do
    return Ok(log)
  end
  let log = List.append(log, "at ${n}")
  let log = deep(n - 1, log)?
  if n == 3 and List.length(log) > 4 do Err("too long: ${List.length(log)}") else Ok(List.append(log, "out ${n}")) end
end

fn main() do
  println("${sum_all([["1", "", "2"], [], ["39"]])} ${sum_all([["1"], ["2", "x", "y"], ["z"]])}")
  println("${first_pair(["4", "5"])} ${first_pair(["4"])} ${first_pair(["a", "1"])}")
  println("${lenient(["4", "x", "-2"])}")
  println("${chain("4")} ${chain("")} ${chain("q")}")
  println("${deep(2, [])} ${deep(3, ["x", "y"])}")
end
