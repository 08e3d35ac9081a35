struct Countdown do
  from :: Int
end

impl Iterator for Countdown do
  type Item = Int

  fn next(self) do
    if self.from <= 0 do
      None
    else
      Some((self.from, Countdown { from: self.from - 1 }))
    end
  end
end

fn main() do
  for n in Countdown { from: 3 } do
    print("${n} ")
  end
  println("lift-off")
  println("${for n in Countdown { from: 5 } when n % 2 == 1 do n * 10 end}")
end
