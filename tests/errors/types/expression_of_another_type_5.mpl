fn main() do
  let m = %{"a" => "x",
    "b" => 9}
  println("${m}")
end
