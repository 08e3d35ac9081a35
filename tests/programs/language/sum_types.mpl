type Move do
  Rest
  Step(Int)
  Jump(dx :: Int, dy :: Int)
end

fn cost(m :: Move) -> Int do
  case m do
    Rest -> 0
    Step(n) -> n
    Move.Jump(x, y) -> x * y
  end
end

fn main() do
  let moves = [Rest, Step(4), Move.Jump(2, 5), Jump(dx: 3, dy: 3)]
  println("${List.map(moves, cost)} ${moves}")
  println("${Rest < Step(0)} ${Step(2) < Step(3)} ${Jump(1, 9) == Jump(dx: 1, dy: 9)}")
end
