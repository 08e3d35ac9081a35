struct Fault do
  code :: Int
  text :: String
end

impl From<String> for Fault do
  fn from(t :: String) -> Fault do
    Fault { code: 1, text: t }
  end
end

impl From<Int> for Fault do
  fn from(n :: Int) -> Fault do
    Fault { code: n, text: "numeric" }
  end
end

fn read_sensor(up :: Bool) -> Float!String do
  if up do
    Ok(20.5)
  else
    Err("offline")
  end
end

fn check(v :: Float) -> Float!Int do
  if v > 30.0 do
    Err(42)
  else
    Ok(v)
  end
end

fn measure(up :: Bool, bias :: Float) -> Float!Fault do
  let raw = read_sensor(up)?
  let v = check(raw + bias)?
  Ok(v)
end

fn show(r :: Float!Fault) -> String do
  case r do
    Ok(v) -> "${v}"
    Err(f) -> "${f.code} ${f.text}"
  end
end

fn main() do
  println("${show(measure(true, 1.0))}, ${show(measure(false, 1.0))}, ${show(measure(true, 50.0))}")
end
