struct Nothing do
end

struct Tagged do
  tag :: Nothing
  n :: Int
end

fn pick(n :: Nothing) -> Int do
  case n do
    Nothing {} -> 7
  end
end

fn main() do
  let n = Nothing {}
  println(inspect(n))
  println("${n == Nothing {}} ${pick(n)}")
  println("${[n, n]} ${List.length([n, n, n])}")
  println("${%{n => 1, Nothing {} => 2}}")
  println(inspect(Tagged { tag: n, n: 3 }))
  println(inspect(Some(n)))
end
