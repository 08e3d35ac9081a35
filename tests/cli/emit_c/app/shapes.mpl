pub type Shape do
  Circle(Float)
  Square(Float)
end

pub fn describe(s :: Shape) -> String do
  case s do
    Circle(r) -> "circle ${r}"
    Square(a) -> "square ${a}"
  end
end
