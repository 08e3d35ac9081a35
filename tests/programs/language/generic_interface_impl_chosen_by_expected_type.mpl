interface Render<T> do
  fn render(self) -> T
end

struct Temp do
  c :: Int
end

impl Render<String> for Temp do
  fn render(self) -> String do
    "${self.c}C"
  end
end

impl Render<Int> for Temp do
  fn render(self) -> Int do
    self.c * 10
  end
end

fn main() do
  let t = Temp { c: 21 }
  let s :: String = t.render()
  let n :: Int = t.render()
  println("${s} ${n}")
end
