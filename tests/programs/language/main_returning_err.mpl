fn main() -> ()!String do
  println("starting")
  Err("no config")
end
