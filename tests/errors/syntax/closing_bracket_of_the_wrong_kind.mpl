fn main() do
  f(1])
end
