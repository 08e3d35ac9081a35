import Rail
import Air

fn main() do
  let t = Ticket { n: 1 }
  println("${t.n}")
end
