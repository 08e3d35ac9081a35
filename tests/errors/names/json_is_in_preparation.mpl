fn main() do
  let _ = json { a: 1 }
  println("x")
end
