fn twice(a :: Int) = a * 2

fn main() do
  println("${1 |> twice(2)}")
end
