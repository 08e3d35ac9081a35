import Config

let greeting = "limit ${Config.limit}"

fn main() do
  let bonus = 2
  fn boosted(n) = n * bonus
  println("${greeting} ${boosted(Config.limit)} ${List.length(Config.names)}")
end
