pub fn open() do
  nil
end
