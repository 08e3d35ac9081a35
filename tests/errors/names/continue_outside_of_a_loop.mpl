fn main() do
  continue
end
