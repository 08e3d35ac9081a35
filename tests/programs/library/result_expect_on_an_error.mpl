fn read(text :: String) -> Int!String do
  Option.ok_or(String.to_int(text), "'${text}' is no number")
end

fn main() do
  println("${Result.expect(read("12"), "depth")}")
  let depth = Result.expect(read(" twelve"), "depth")
  println("${depth}")
end
