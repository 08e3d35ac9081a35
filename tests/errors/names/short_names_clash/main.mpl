import A.Vec
import B.Vec

fn main() do
  println("${Vec.zero()} ${A.Vec.zero()} ${B.Vec.zero()}")
end
