fn first_over(xs :: List<Int>, limit :: Int) -> Int? do
  for x in xs do
    if x > limit do
      return Some(x)
    end
  end
  None
end

fn main() do
  println("${first_over([4, 12, 30], 10)} ${first_over([4], 10)}")
end
