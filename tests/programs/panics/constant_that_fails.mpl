# A constant is evaluated before `main`; its panic ends the program.
let limits = [10, 20, 30]

let middle = List.get(limits, pick(3))

fn pick(n :: Int) -> Int = n * 2

fn main() do
  println("never ${middle}")
end
