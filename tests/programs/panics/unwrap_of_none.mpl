fn port(text :: String) -> Int do
  String.to_int(text) |> Option.unwrap()
end

fn main() do
  println("${port("80")}")
  println("${port("eighty")}")
end
