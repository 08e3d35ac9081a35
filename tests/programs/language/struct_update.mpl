struct Seat do
  row :: Int
  taken :: Bool
end

struct Booking do
  seat :: Seat
  who :: String
end deriving(Eq, Debug)

fn main() do
  let b = Booking { who: "Mia", seat: Seat { row: 4, taken: false } }
  let c = %{b | seat: %{b.seat | taken: true}}
  println("${b.seat.taken} ${c.seat.taken} ${c.seat.row} ${b == c}")
  println("${c}")
end
