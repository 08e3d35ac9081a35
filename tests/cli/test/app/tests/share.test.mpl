from Fare import share

test("divides") do
  assert_eq share(9, 3), 3
  assert_eq share(9, 0), 0
end
