from Depot import open

fn open() = 1

fn main() do
  println("${open()}")
end
