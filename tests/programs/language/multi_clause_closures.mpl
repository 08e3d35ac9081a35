fn main() do
  let size = fn 0 -> "empty" | n when n < 0 -> "debt" | _ -> "some" end
  println("${map([0, -4, 9], size)}")
  let pick = fn Some(v), _ -> v | None, other -> other end
  println("${pick(Some(3), 8)} ${pick(None, 8)}")
end
