# Loops that only append: the text is the same whatever else holds it.
fn stars(n :: Int, text :: String) -> String do
  if n == 0 do
    text
  else
    stars(n - 1, text <> "*")
  end
end

fn pieces(n :: Int, piece :: String, text :: String) -> String do
  if n == 0 do
    text <> "."
  else
    pieces(n - 1, piece, text <> piece)
  end
end

# The text goes back as it is, or with more, or is looked at and ends.
fn evens(n :: Int, text :: String) -> String do
  if n == 0 do
    text
  else if n % 2 == 0 do
    evens(n - 1, text <> "é")
  else if n == 7 do
    "${String.length(text)}:" <> text
  else
    evens(n - 1, text)
  end
end

# Looked at in every round: no loop that only appends.
fn until(limit :: Int, text :: String) -> String do
  if String.length(text) >= limit do
    text
  else
    until(limit, text <> "ab")
  end
end

fn both(n :: Int, a :: String, b :: String) -> (String, String) do
  if n == 0 do
    (a, b)
  else
    both(n - 1, a <> "a", b <> "bb")
  end
end

fn swapped(n :: Int, a :: String, b :: String) -> String do
  if n == 0 do
    a <> "|" <> b
  else
    swapped(n - 1, b <> "x", a <> "y")
  end
end

fn doubled(n :: Int, text :: String) -> String do
  if n == 0 do
    text
  else
    doubled(n - 1, text <> text)
  end
end

fn main() do
  println(stars(5, ""))
  println(stars(0, "as it is"))
  let start = "start "
  println(stars(3, start) <> " " <> start)
  let made = String.repeat("ha", 3)
  println("${stars(40, made)} ${made}")
  println(pieces(3, made, made))
  println(pieces(4, "", "empty"))
  println(evens(6, "<"))
  println(evens(12, "<"))
  println(until(7, "-"))
  println("${both(3, "", ">")}")
  println(swapped(3, "1", "2"))
  println(doubled(4, "ab"))
  let (long, other) = both(5000, "", "")
  println("${String.length(long)} ${String.byte_length(other)} ${String.length(evens(4000, ""))}")
  println(List.reduce(["x", "y", "z"], "", fn text, part -> text <> part end))
end
