struct Duo<A> do
  l :: A
  r :: A
end

impl<A> Display for Duo<A> where A: Display do
  fn to_string(self) -> String do
    "<${self.l}|${self.r}>"
  end
end

fn main() do
  let d = Duo { l: "a", r: "b" }
  println("${Duo { l: 1, r: 2 }} ${[d]} ${d.inspect()}")
end
