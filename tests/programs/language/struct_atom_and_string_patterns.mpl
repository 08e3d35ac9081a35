struct Signal do
  kind :: Atom
  level :: Int
  label :: String
end

fn read(s :: Signal) -> String do
  case s do
    Signal { kind: :off } -> "dark"
    Signal { kind: :on, level: 0 } -> "idle"
    Signal { kind: :on, label: "main" } -> "main lamp"
    Signal { kind: k, level: n } -> "${k} ${n}"
  end
end

fn main() do
  println(read(Signal { kind: :off, level: 5, label: "x" }))
  println(read(Signal { kind: :on, level: 0, label: "main" }))
  println(read(Signal { kind: :on, level: 2, label: "main" }))
  println(read(Signal { kind: :blink, level: 7, label: "z" }))
end
