fn show(s :: String) do
  case Json.parse(s) do
    Ok(j) -> println("${j}")
    Err(e) -> println(e)
  end
end

fn main() do
  show("")
  show("[1,]")
  show("{\"a\" 1}")
  show("[1\n 2]")
  show("\"a\\q\"")
  show("{a:1}")
  show("[01]")
  show("true x")
  show("\"\\ud800\"")
  show(" [1, 2.0, -0, -0.0, 1e16, 1.5e-7, 0.00001, 1e400, 123456789012345678901] ")
  show(" [1, 2.0, -0, -0.0, 1e16, 1.5e-7, 0.00001, 95.5, 123456789012345678901, 1e15] ")
  show("{\"a\":{\"b\":[true,false,null,\"\\u0001\\n\\ud83d\\ude00\"]},\"c\":{},\"a\":2}")
  println(Json.encode(%{"km" => [1, 2]}))
  println(Json.pretty(%{"km" => [1, 2]}))
  println("${Int.from_json("[1]")}")
end
