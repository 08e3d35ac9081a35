struct Ratio do
  top :: Int
  bottom :: Int
end deriving(Eq)

fn gcd(a :: Int, b :: Int) -> Int do
  if b == 0 do
    Math.abs(a)
  else
    gcd(b, a % b)
  end
end

fn ratio(top :: Int, bottom :: Int) -> Ratio do
  let g = if bottom < 0 do -gcd(top, bottom) else gcd(top, bottom) end
  Ratio { top: top / g, bottom: bottom / g }
end

impl Display for Ratio do
  fn to_string(self) -> String do
    if self.bottom == 1 do "${self.top}" else "${self.top}/${self.bottom}" end
  end
end

impl Add for Ratio do
  type Output = Ratio

  fn add(self, other) = ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)
end

impl Sub for Ratio do
  type Output = Ratio

  fn sub(self, other) = ratio(self.top * other.bottom - other.top * self.bottom, self.bottom * other.bottom)
end

impl Mul for Ratio do
  type Output = Ratio

  fn mul(self, other) = ratio(self.top * other.top, self.bottom * other.bottom)
end

impl Div for Ratio do
  type Output = Ratio

  fn div(self, other) = ratio(self.top * other.bottom, self.bottom * other.top)
end

impl Neg for Ratio do
  type Output = Ratio

  fn neg(self) = ratio(-self.top, self.bottom)
end

impl Ord for Ratio do
  fn compare(self, other) = Int.compare(self.top * other.bottom, other.top * self.bottom)
end

fn main() do
  let (a, b) = (ratio(1, 2), ratio(-3, -4))
  println("${a + b} ${a - b} ${a * b} ${a / b} ${-a}")
  println("${a < b} ${a == ratio(2, 4)} ${List.sort([b, a, ratio(1, 3)])} ${ratio(6, 3)}")
  println("${List.reduce(List.generate(10, fn i -> ratio(1, (i + 1) * (i + 2)) end), ratio(0, 1), fn x, y -> x + y end)}")
end
