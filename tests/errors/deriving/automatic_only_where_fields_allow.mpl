struct Hook do
  run :: Fun(Int) -> Int
end

fn same(a :: Hook, b :: Hook) -> Bool do
  a == b
end

fn main() do
  let h = Hook { run: fn n -> n end }
  println("${same(h, h)}")
end
