fn state(r :: Int!String) -> String do
  case r do
    Ok -> "fine"
    Err(e) -> do
      let n = String.length(e)
      "broken ${n}"
    end
  end
end

fn main() do
  println("${state(Ok(1))} ${state(Err("xyz"))}")
end
