# Each kind of tail position runs a million calls in constant space.
fn in_and(n :: Int) -> Bool = n == 0 or (n > 0 and in_and(n - 1))

fn in_return(n :: Int, acc :: Int) -> Int do
  if n > 0 do
    return in_return(n - 1, acc + n % 2)
  end
  acc
end

fn in_pipe(n :: Int) -> Int do
  if n <= 1 do n else n - 2 |> in_pipe() end
end

fn in_case(n :: Int, last :: Int?) -> Int? do
  case (n, last) do
    (0, seen) -> seen
    (_, None) -> in_case(n - 1, Some(n))
    (_, Some(m)) when m % 2 == 0 -> in_case(n - 1, None)
    (_, Some(_) as seen) -> in_case(n - 1, seen)
  end
end

fn by_clauses(0, acc) = acc
fn by_clauses(n, acc) when n % 2 == 0 = by_clauses(n - 1, acc + 1)
fn by_clauses(n, acc) = by_clauses(n - 1, acc)

fn generic<T>(n :: Int, x :: T, xs :: List<T>) -> List<T> do
  if n == 0 do xs else generic(n - 1, x, List.append(List.take(xs, 2), x)) end
end

fn after_let(n :: Int, text :: String) -> Int do
  let next = "${text}x"
  let shorter = String.take(next, 3)
  if n == 0 do
    String.length(shorter)
  else
    after_let(n - 1, shorter)
  end
end

# All arguments are evaluated before any parameter is bound again.
fn swap(n :: Int, a :: Int, b :: Int, c :: Int) -> (Int, Int, Int) do
  if n == 0 do (a, b, c) else swap(n - 1, b, c, a + b - c) end
end

fn main() do
  println("${in_and(1000000)} ${in_return(1000000, 0)} ${in_pipe(1000001)} ${in_case(1000000, None)}")
  println("${by_clauses(1000000, 0)} ${generic(1000000, "z", [])} ${after_let(1000000, "")} ${swap(1000000, 1, 2, 4)}")
end
