fn main() do
  let v = if true do
    1
  else
    "one"
  end
  println("${v}")
end
