fn main() do
  let temp = 21.0
  let sign = "say \"hi\"\n"
  println(temp.inspect())
  println(sign.inspect())
  println("${[sign.length()]} ${[:north, :south].inspect()} ${("k", None).inspect()}")
end
