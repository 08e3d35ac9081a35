fn main() do
  let args = Env.args()
  println("${List.length(args)} ${Env.params()} ${List.drop(args, 1) == Env.params()}")
  case Env.cwd() do
    Ok(d) -> println("${Path.is_absolute(d)} ${Env.set_cwd("/")} ${Env.cwd()}")
    Err(e) -> println(e)
  end
  println("${Env.temp_dir()} ${Env.home()}")
  println("${Result.map(Env.executable(), File.is_file)}")
end
