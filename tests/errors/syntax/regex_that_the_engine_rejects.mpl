fn main() do
  let a = ~r/(öak/
  let b = ~r/a\C/
  let c = ~r/[z-a]/i
  let d = ~r/a/iq
  let e = ~r/a/mm
  println("x")
end
