fn grade(points :: Int) -> String do
  if points >= 90 do
    "gold"
  else if points >= 60 do
    "silver"
  else
    "none"
  end
end

fn main() do
  println("${grade(95)} ${grade(60)} ${grade(12)}")
  let r = if false do
    println("never")
  end
  println("${r} ${nil == ()}")
end
