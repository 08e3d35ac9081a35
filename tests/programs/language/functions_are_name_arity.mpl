fn area(side :: Int) -> Int do
  area(side, side)
end

fn area(w :: Int, h :: Int) -> Int do
  w * h
end

fn main() do
  println("${area(6)} ${area(2, 9)} ${List.map([1, 2, 3], fn s -> area(s) end)}")
end
