type Level do
  Low
  Mid(Int)
  High(name :: String, value :: Float)
end deriving(Eq, Ord, Hash, Display, Debug)

struct Job do
  level :: Level
  tags :: List<String>
  done :: Bool
end deriving(Eq, Ord, Debug, Default)

impl Default for Level do
  fn default() = Low
end

fn main() do
  let levels = [High("top", 1.5), Mid(2), Low, Mid(1)]
  println("${List.sort(levels)}")
  println("${levels.inspect()} ${Set.from_list([Low, Mid(1), Low])}")
  let job = Job { level: Mid(3), tags: ["a"], done: true }
  let empty :: Job = Job.default()
  println("${job.inspect()} ${empty.inspect()} ${job > empty} ${job == job}")
end
