fn main() do
  assert_eq 1, 1
end
