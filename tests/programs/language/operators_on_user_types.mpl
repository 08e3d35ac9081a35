struct Money do
  cents :: Int
end deriving(Eq, Ord, Display)

impl Add for Money do
  type Output = Money
  fn add(self, other :: Money) -> Money do
    Money { cents: self.cents + other.cents }
  end
end

impl Sub for Money do
  type Output = Int
  fn sub(self, other) do
    self.cents - other.cents
  end
end

impl Neg for Money do
  type Output = Money
  fn neg(self) -> Money do
    Money { cents: -self.cents }
  end
end

fn main() do
  let a = Money { cents: 250 }
  let b = Money { cents: 75 }
  println("${a + b + a} ${a - b} ${-a} ${a > b} ${a == b + Money { cents: 175 }}")
end
