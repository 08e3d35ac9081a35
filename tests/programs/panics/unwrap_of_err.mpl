fn load(name :: String) -> Int!String do
  if name == "" do
    Err("no name")
  else
    Ok(String.length(name))
  end
end

fn main() do
  println("${Result.unwrap(load("pump"))}")
  println("${Result.unwrap(load(""))}")
end
