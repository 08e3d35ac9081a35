pub fn area(width :: Int, height :: Int) -> Int do
  let doubled = width * 2
  doubled * height / 2
end
