from Depot import open
from Yard import open

fn main() do
  println("${open()}")
end
