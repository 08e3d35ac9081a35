fn age(text :: String) -> Int!String do
  Option.ok_or(String.to_int(text), "bad age '${text}'")
end

fn sum(texts :: List<String>) -> Int!String do
  let ages = Result.all(List.map(texts, age))?
  Ok(List.sum(ages))
end

fn main() do
  println("${sum(["4", "40"])} ${sum(["4", "x", "y"])} ${sum([])}")
  let all = List.map(["7", "-", "9", "?"], age)
  println("${Result.values(all)} ${Result.errors(all)}")
  println("${Result.partition(all)}")
  println("${Result.context(age("?"), "row 3")} ${Result.context(age("5"), "row 3")} ${Result.merge(Result.map(age("5"), Int.to_string))} ${Result.merge(Result.map(age("?"), Int.to_string))}")
  println("${Result.flatten(Ok(age("1")))} ${Result.flatten(Result.map(age("?"), fn n -> age("2") end))}")
  for r in all do
    Result.each(r, fn n -> println("age ${n}") end)
    Result.each_err(r, fn e -> println("skip: ${e}") end)
  end
end
