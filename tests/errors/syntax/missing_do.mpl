fn main() do
  if ready()
    1
  end
end
