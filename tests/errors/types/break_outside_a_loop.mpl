fn main() do
  while true do
    let f = fn -> break end
    f()
  end
end
