interface Scale<By> do
  fn scale(self, by :: By) -> Self
end

impl Scale<Int> for String do
  fn scale(self, by) = String.repeat(self, by)
end

impl Scale<Int> for List<Int> do
  fn scale(self, by) = List.map(self, fn x -> x * by end)
end

struct Ratio do
  top :: Int
  bottom :: Int
end

impl Scale<Ratio> for Int do
  fn scale(self, by) = self * by.top / by.bottom
end

fn main() do
  println("${"ab".scale(3)} ${[1, 2].scale(10)} ${9.scale(Ratio { top: 2, bottom: 3 })}")
end
