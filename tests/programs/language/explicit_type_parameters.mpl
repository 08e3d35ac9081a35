fn tagged<T>(label :: String, v :: T) -> String where T: Display do
  label <> "=" <> to_string(v)
end

fn same<T>(a :: T, b :: T) -> Bool do
  a == b
end

fn main() do
  println("${tagged("n", 4)} ${tagged("xs", [true])} ${same("a", "a")} ${same([1], [2])}")
end
