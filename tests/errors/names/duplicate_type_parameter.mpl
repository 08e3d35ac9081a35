fn pair<A, A>(a :: A) -> A = a

fn main() do
  println(pair("x"))
end
