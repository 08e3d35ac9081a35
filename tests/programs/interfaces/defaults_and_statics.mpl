interface Shape do
  fn area(self) -> Float
  fn name() -> String
  fn describe(self) -> String do
    "${Self.name()} of ${Float.to_fixed(self.area(), 2)}"
  end
end

struct Square do
  side :: Float
end

struct Disc do
  radius :: Float
end

impl Shape for Square do
  fn area(self) = self.side * self.side
  fn name() = "square"
end

impl Shape for Disc do
  fn area(self) = Math.pi * self.radius * self.radius
  fn name() = "disc"
  fn describe(self) = "a round one, ${Float.to_fixed(self.area(), 1)}"
end

fn both<A, B>(a :: A, b :: B) -> String where A: Shape, B: Shape do
  "${a.describe()}; ${Shape.describe(b)}; ${A.name()}/${B.name()}"
end

fn main() do
  println(both(Square { side: 2.0 }, Disc { radius: 1.0 }))
  println("${Square { side: 3.0 }.area()}")
end
