type Mode do
  Walk
  Bus(line :: String, fare :: Float)
end deriving(Json, Eq)

struct Trip do
  id :: Int
  mode :: Mode
  stops :: Map<String, Int>
  note :: String?
end deriving(Json, Eq)

fn report(text :: String) do
  case Trip.from_json(text) do
    Ok(t) -> println("trip ${t.id}")
    Err(e) -> println(e)
  end
end

fn main() do
  let t = Trip { id: 7, mode: Bus(line: "N\"1\"", fare: 2.0), stops: %{"b" => 2, "a" => 1}, note: None }
  let text = Json.encode(t)
  println(text)
  println("${Trip.from_json(text) == Ok(t)}")
  report("{\"id\":1}")
  report("[]")
  report("{\"id\":2,\"mode\":{\"tag\":\"Walk\"},\"stops\":{},\"extra\":[1]}")
  report("{\"id\":3,\"mode\":{\"tag\":\"Fly\",\"fields\":[]},\"stops\":{}}")
  report("{\"id\":4,\"mode\":{\"tag\":\"Walk\"},\"stops\":{\"x\":true}}")
end
