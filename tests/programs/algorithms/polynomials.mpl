struct Poly do
  terms :: List<Int>
end deriving(Eq)

fn trimmed(xs :: List<Int>) -> Poly do
  case List.split_last(xs) do
    Some((0, rest)) -> trimmed(rest)
    _ -> Poly { terms: xs }
  end
end

fn at(xs :: List<Int>, i :: Int) -> Int = Option.unwrap_or(if i < List.length(xs) do Some(xs[i]) else None end, 0)

impl Add for Poly do
  type Output = Poly

  fn add(self, other) do
    let n = Math.max(List.length(self.terms), List.length(other.terms))
    trimmed(List.generate(n, fn i -> at(self.terms, i) + at(other.terms, i) end))
  end
end

impl Mul for Poly do
  type Output = Poly

  fn mul(self, other) do
    let n = List.length(self.terms) + List.length(other.terms)
    let start = List.repeat(0, n)
    let sums = List.reduce(List.enumerate(self.terms), start, fn acc, e ->
      let (i, a) = e
      List.reduce(List.enumerate(other.terms), acc, fn inner, f ->
        let (j, b) = f
        List.update(inner, i + j, fn s -> s + a * b end)
      end)
    end)
    trimmed(sums)
  end
end

impl Display for Poly do
  fn to_string(self) do
    let parts = List.filter_map(List.enumerate(self.terms), fn e ->
      case e do
        (_, 0) -> None
        (0, c) -> Some("${c}")
        (1, c) -> Some("${c}x")
        (n, c) -> Some("${c}x^${n}")
      end
    end)
    if List.is_empty(parts) do "0" else List.join(List.reverse(parts), " + ") end
  end
end

fn main() do
  let p = Poly { terms: [1, 1] }
  println("${p * p * p} | ${p + Poly { terms: [-1, -1] }} | ${p * Poly { terms: [-1, 1] }}")
end
