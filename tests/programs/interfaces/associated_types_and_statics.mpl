# Associated types through generic code, static functions of a bound, default methods that call required ones.
interface Monoid do
  fn empty() -> Self
  fn join(self, other) -> Self
  fn times(self, n :: Int) -> Self do
    if n == 0 do Self.empty() else self.join(self.times(n - 1)) end
  end
end

interface Source do
  type Item
  fn pull(self) -> Option<(Self.Item, Self)>
  fn name(self) -> String do
    "source"
  end
end

struct Total do
  n :: Int
end

struct Steps do
  at :: Int
  stop :: Int
end

struct Letters do
  rest :: List<String>
end

impl Monoid for Total do
  fn empty() = Total { n: 0 }
  fn join(self, other) = Total { n: self.n + other.n }
end

impl Monoid for String do
  fn empty() = ""
  fn join(self, other) = self <> other
  fn times(self, n) = String.repeat(self, n)
end

impl<T> Monoid for List<T> do
  fn empty() = []
  fn join(self, other) = self ++ other
end

impl<A, B> Monoid for (A, B) where A: Monoid, B: Monoid do
  fn empty() = (A.empty(), B.empty())
  fn join(self, other) do
    let (a, b) = self
    let (c, d) = other
    (a.join(c), b.join(d))
  end
end

impl Source for Steps do
  type Item = Int
  fn pull(self) do
    if self.at >= self.stop do None else Some((self.at, %{self | at: self.at + 1})) end
  end
  fn name(self) = "steps to ${self.stop}"
end

impl Source for Letters do
  type Item = String
  fn pull(self) = Option.map(List.split_first(self.rest), fn ((x, xs)) -> (x, Letters { rest: xs }) end)
end

fn join_all<M>(xs :: List<M>) -> M where M: Monoid do
  List.reduce(xs, M.empty(), fn a, b -> a.join(b) end)
end

fn drain<S>(s :: S, acc :: List<S.Item>) -> List<S.Item> where S: Source do
  case s.pull() do
    None -> acc
    Some((x, rest)) -> drain(rest, List.append(acc, x))
  end
end

fn main() do
  println("${join_all([Total { n: 1 }, Total { n: 41 }]).n} ${join_all(["a", "b"])} ${join_all([[1], [], [2, 3]])} [${join_all([("x", [1]), ("y", [2])])}]")
  println("${Total { n: 3 }.times(5).n} ${"ab".times(3)} ${[1, 2].times(2)} ${("-", "=").times(4)}")
  let none :: List<(String, List<Float>)> = []
  println("${join_all(none).inspect()}")
  println("${drain(Steps { at: 2, stop: 6 }, [])} ${drain(Letters { rest: ["p", "q"] }, ["o"])} ${Steps { at: 0, stop: 3 }.name()} ${Letters { rest: [] }.name()}")
end
