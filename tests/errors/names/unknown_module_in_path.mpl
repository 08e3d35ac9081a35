fn main() do
  Lamps.light()
end
