struct Trio do
  x :: Int
  y :: Int
  z :: Int
end

fn tap(n :: Int) -> Int do
  print("${n} ")
  n
end

fn join3(a :: Int, b :: Int, c :: Int) -> Int do
  a * 100 + b * 10 + c
end

fn main() do
  let r = tap(1) + tap(2) * tap(3)
  let s = join3(tap(4), tap(5), tap(6))
  let t = Trio { z: tap(7), x: tap(8), y: tap(9) }
  println("| ${r} ${s} ${t}")
end
