interface Badge do
  fn to_string(self) -> String
end

struct Guard do
  name :: String
end

impl Display for Guard do
  fn to_string(self) -> String do
    "guard " <> self.name
  end
end

impl Badge for Guard do
  fn to_string(self) -> String do
    "[" <> self.name <> "]"
  end
end

fn main() do
  let g = Guard { name: "Ros" }
  println("${g} ${[g]}")
  println(Badge.to_string(g) <> " " <> Display.to_string(g) <> " " <> to_string(g))
end
