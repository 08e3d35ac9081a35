fn main() do
  f(a: 1, 2)
end
