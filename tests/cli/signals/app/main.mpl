extern "app_end" fn end_by(how :: String) -> ()

fn main() do
  case Env.params() do
    [how] -> end_by(how)
    _ -> println("nothing happens")
  end
end
