fn main() do
  if true do
    let _inner = "a"
  end
  println(inner)
end
