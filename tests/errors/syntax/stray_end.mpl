fn main() do
  1
end
end
