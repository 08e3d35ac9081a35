from Fare import price

test("three zones") do
  println("asking")
  assert_eq price(3), 13
  assert false
end

test("names") do
  assert String.contains("tram", "x")
end
