# Counts n pseudo-random words in a Map<String, Int>. Usage: wordcount 5000000
fn count(left :: Int, x :: Int, words :: Map<String, Int>) -> Map<String, Int> do
  if left == 0 do
    words
  else
    let x = (x * 1103515245 + 12345) % 2147483648
    let word = "w${x % 50000}"
    count(left - 1, x, Map.put(words, word, Map.get(words, word) + 1))
  end
end

fn main() do
  let n = Env.params() |> List.first() |> Option.and_then(String.to_int) |> Option.unwrap_or(5000000)
  let words = count(n, 42, %{})
  println("${Map.size(words)} ${Option.unwrap_or(List.max(Map.values(words)), 0)}")
end
