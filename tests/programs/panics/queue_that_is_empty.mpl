fn drain(q :: Queue<Int>, sum :: Int) -> Int do
  println("${sum}")
  let (n, rest) = Queue.pop(q)
  drain(rest, sum + n)
end

fn main() do
  drain(Queue.from_list([1, 2]), 0)
end
