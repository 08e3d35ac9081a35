pub fn open() -> Int do
  vault()
end

fn vault() -> Int do
  7
end
