struct Percent do
  v :: Int
end deriving(Display)

impl TryFrom<Int> for Percent do
  fn try_from(n :: Int) -> Result<Percent, String> do
    if n < 0 or n > 100 do
      Err("${n} is not a percentage")
    else
      Ok(Percent { v: n })
    end
  end
end

fn half(n :: Int) -> Int!String do
  let p = Percent.try_from(n)?
  Ok(p.v / 2)
end

fn main() do
  let r :: Result<Percent, String> = 64.try_into()
  println("${r} ${half(90)} ${half(130)}")
end
