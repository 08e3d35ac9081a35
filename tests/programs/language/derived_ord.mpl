struct Runner do
  minutes :: Int
  name :: String
end deriving(Eq, Ord, Display)

fn rank(a :: Runner, b :: Runner) -> Int do
  case compare(a, b) do
    Less -> -1
    Equal -> 0
    Greater -> 1
  end
end

fn main() do
  let rs = [Runner { minutes: 41, name: "Bo" }, Runner { minutes: 38, name: "Cy" }, Runner { minutes: 41, name: "Al" }]
  println("${List.sort(rs, rank)}")
end
