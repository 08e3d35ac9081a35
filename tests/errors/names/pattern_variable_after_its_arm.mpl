fn main() do
  case Some("a") do
    Some(n) -> println(n)
    None -> do
      println(n)
    end
  end
end
