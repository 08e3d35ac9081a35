struct Countdown do
  start :: Int
end

impl Iterator for Countdown do
  type Item = Int
  fn next(self) -> Option<(Int, Countdown)> do
    if self.start == 0 do
      None
    else
      Some((self.start, Countdown { start: self.start - 1 }))
    end
  end
end

struct Playlist do
  songs :: List<String>
end

impl Iterable for Playlist do
  type Item = String
  type Iter = ListIterator
  fn iter(self) -> ListIterator do
    Iter.from(self.songs)
  end
end

fn main() do
  let down = Countdown { start: 3 }
  let ticks = for n in down do
    n * 10
  end
  let list = Playlist { songs: ["so", "what"] }
  let caps = for s in list do
    String.to_upper(s)
  end
  println("${ticks} ${caps}")
end
