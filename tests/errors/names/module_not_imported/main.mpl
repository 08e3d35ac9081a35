fn main() do
  Depot.open()
end
