fn main() do
  let x = 3 +
end
