fn main() do
  switch 3 do
    _ -> println("a")
  end
end
