struct Inches do
  n :: Float
end

impl From<Int> for Inches do
  fn from(n :: Int) -> Inches do
    Inches { n: Float.from(n) }
  end
end

impl From<String> for Inches do
  fn from(s :: String) -> Inches do
    Inches { n: Float.from(String.length(s)) }
  end
end

fn main() do
  let a = Inches.from(12)
  let b = Inches.from("four")
  let c :: Inches = 7.into()
  println("${a.n} ${b.n} ${c.n} ${String.from(true)} ${String.from(2.0)}")
end
