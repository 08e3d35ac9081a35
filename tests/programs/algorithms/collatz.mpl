fn length(n :: Int, known :: Map<Int, Int>) -> (Int, Map<Int, Int>) do
  case Map.fetch(known, n) do
    Some(k) -> (k, known)
    None ->
      let (rest, known) = length(if n % 2 == 0 do n / 2 else 3 * n + 1 end, known)
      (rest + 1, Map.put(known, n, rest + 1))
  end
end

fn longest(n :: Int, limit :: Int, best :: (Int, Int), known :: Map<Int, Int>) -> (Int, Int) do
  if n > limit do
    best
  else
    let (_, most) = best
    let (k, known) = length(n, known)
    longest(n + 1, limit, if k > most do (n, k) else best end, known)
  end
end

fn main() do
  println("${longest(1, 10000, (0, 0), %{1 => 1})}")
end
