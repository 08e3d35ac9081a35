fn main() do
  let _ = File.chunks("any", 0)
end
