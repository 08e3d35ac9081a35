fn primes(limit :: Int) -> List<Int> do
  strike(List.repeat(true, limit + 1), 2, limit)
    |> List.enumerate()
    |> List.filter_map(fn entry -> case entry do
      (i, true) when i >= 2 -> Some(i)
      _ -> None
    end end)
end

fn strike(flags :: List<Bool>, p :: Int, limit :: Int) -> List<Bool> do
  if p * p > limit do
    flags
  else if flags[p] do
    strike(strike_multiples(flags, p, p * p, limit), p + 1, limit)
  else
    strike(flags, p + 1, limit)
  end
end

fn strike_multiples(flags :: List<Bool>, p :: Int, m :: Int, limit :: Int) -> List<Bool> do
  if m > limit do
    flags
  else
    strike_multiples(List.set(flags, m, false), p, m + p, limit)
  end
end

fn main() do
  println("${primes(50)}")
  let all = primes(100000)
  println("${List.length(all)} ${List.last(all)}")
end
