fn say(tag :: String, v :: Bool) -> Bool do
  print(tag)
  v
end

fn main() do
  let a = say("a", false) and say("b", true)
  let c = say("c", true) or say("d", true)
  let e = say("e", true) && (say("f", true) && say("g", false))
  println(" ${a} ${c} ${e} ${not a}")
end
