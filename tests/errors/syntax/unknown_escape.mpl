fn main() do
  println("a\qb")
end
