fn halve(n :: Int) -> Int!String do
  if n % 2 == 0 do
    Ok(n / 2)
  else
    Err("${n} is odd")
  end
end

fn main() do
  println("${List.reduce([1, 2, 3], 0, fn acc, n -> acc * 10 + n end)} ${List.reduce_right([1, 2, 3], 0, fn acc, n -> acc * 10 + n end)}")
  println("${List.reduce([7, 3, 9], min)} ${List.reduce([], max) == Some(1)}")
  println("${List.reduce_while([5, 9, 30, 2], 0, fn acc, n -> Bool.to_option(n < 20, acc + n) end)}")
  println("${List.try_map([8, 6], halve)} ${List.try_map([8, 5, 3], halve)} ${List.try_map([], halve)}")
  println("${List.try_reduce([2, 5], 64, fn acc, n -> Result.map(halve(acc), fn h -> h + n end) end)} ${List.try_reduce([1], 7, fn acc, n -> halve(acc * n) end)}")
  println("${List.sum([1, 2, 3])} ${List.sum([0.1, 0.2, 0.3])} ${List.product([2, 3, 7])} ${List.product([0.5, 4.0])}")
  let big = List.generate(200000, fn i -> i end)
  println("${List.sum(big)} ${List.reduce_right(big, 0, fn acc, n -> n - acc end)}")
end
