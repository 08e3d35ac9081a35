struct Box do
  n :: Int
end deriving(Json)

fn main() do
  case Box.from_json("1") do
    Ok(b) -> println("${b.n}")
    Err(_) -> println("no")
  end
end
