# Guards run top to bottom, only for arms whose pattern fits, and see what the pattern bound.
fn say(text :: String, answer :: Bool) -> Bool do
  print("${text} ")
  answer
end

fn which(x :: Int?) -> String do
  case x do
    Some(n) when say("a${n}", n > 10) -> "big"
    None when say("b", false) -> "never"
    Some(5) when say("c", true) -> "five"
    Some(n) when say("e${n}", n % 2 == 0) and say("f", n > 4) -> "even"
    None -> "none"
    _ -> "rest"
  end
end

fn main() do
  for x in [Some(11), Some(5), Some(6), Some(2), Some(3), None] do
    println(which(x))
  end
end
