fn main() do
  case Env.params() do
    ["sum" | numbers] -> println("${List.sum(List.filter_map(numbers, String.to_int))}")
    [] -> println("nothing to do")
    other -> IO.eprintln("unknown: ${List.join(other, " ")}")
  end
end
