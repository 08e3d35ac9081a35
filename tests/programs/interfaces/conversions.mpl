struct Celsius do
  degrees :: Float
end

struct Fahrenheit do
  degrees :: Float
end

impl From<Celsius> for Fahrenheit do
  fn from(c) = Fahrenheit { degrees: c.degrees * 1.8 + 32.0 }
end

struct Even do
  n :: Int
end deriving(Display)

impl TryFrom<Int> for Even do
  type Error = String

  fn try_from(n) do
    if n % 2 == 0 do Ok(Even { n: n }) else Err("${n} is odd") end
  end
end

fn main() do
  let f :: Fahrenheit = Celsius { degrees: 100.0 }.into()
  println("${f.degrees} ${Fahrenheit.from(Celsius { degrees: -40.0 }).degrees}")
  let good :: Even!String = 4.try_into()
  println("${good} ${Even.try_from(5)}")
end
