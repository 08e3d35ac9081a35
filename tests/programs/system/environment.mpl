fn main() do
  println("${Env.get("EMPTY", "none")}|${Env.get("EMPTY")}|${Env.get("NOPE")}|${Env.get("NOPE", "none")}")
  println("${Env.get_int("PORT", 80)} ${Env.get_int("LEVEL", 0)} ${Env.get_float("RATIO", 1.0)} ${Env.get_bool("DEBUG", false)}")
  println("${Env.has("EMPTY")} ${Env.require("EMPTY")} ${Env.require("LEVEL")}")
  Env.set("LEVEL", "8")
  Env.unset("RATIO")
  println("${Env.get_int("LEVEL", 0)} ${Env.get("RATIO")} ${Map.has_key(Env.all(), "LEVEL")}")
end
