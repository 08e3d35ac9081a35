import Shapes

extern "app_peek" fn peek(at :: Int) -> Int

fn main() do
  println("${Shapes.area(List.length(Env.args()) * 3, 4)}")
  case Env.params() do
    ["overflow"] ->
      println("${peek(40)}")
    _ -> ()
  end
end
