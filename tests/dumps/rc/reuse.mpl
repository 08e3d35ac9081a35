# A list-like type mapped in place: each cell is taken apart and its memory is used for the new one.
type Chain do
  Stop
  Link(Int, Chain)
end

fn grow(c :: Chain) -> Chain do
  case c do
    Stop -> Stop
    Link(n, rest) -> Link(n + 1, grow(rest))
  end
end

fn total(c :: Chain) -> Int do
  case c do
    Stop -> 0
    Link(n, rest) -> n + total(rest)
  end
end

fn main() do
  println("${total(grow(Link(1, Link(2, Stop))))}")
end
