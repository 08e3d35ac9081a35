module Ping do
  pub fn hit(n :: Int) -> String do
    if n == 0 do
      "ping wins"
    else
      Pong.hit(n - 1)
    end
  end
end

module Pong do
  pub fn hit(n :: Int) -> String do
    if n == 0 do
      "pong wins"
    else
      Ping.hit(n - 1)
    end
  end
end

fn main() do
  println("${Ping.hit(4)}, ${Ping.hit(5)}")
end
