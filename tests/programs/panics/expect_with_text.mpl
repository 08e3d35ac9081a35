fn setting(m :: Map<String, Int>, k :: String) -> Int do
  Map.fetch(m, k) |> Option.expect("no setting ${k}")
end

fn main() do
  println("${setting(%{"port" => 80}, "port")}")
  println("${setting(%{"port" => 80}, "host")}")
end
