# A panic in a method that the library calls: here to compare, to hash and to show.
struct Money do
  cents :: Int
end deriving(Eq, Hash)

impl Display for Money do
  fn to_string(self) do
    if self.cents < 0 do
      panic("debt of ${-self.cents}")
    end
    "${self.cents / 100}.${Int.to_string(self.cents % 100) |> String.pad_start(2, "0")}"
  end
end

fn receipt(sums :: List<Int>) -> String do
  "paid ${List.map(sums, fn c -> Money { cents: c } end)}"
end

fn main() do
  println(receipt([1250, 5]))
  println(receipt([100, -7]))
end
