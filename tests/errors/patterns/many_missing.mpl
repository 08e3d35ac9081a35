type T do
  A, B, C, D, E, F
end

fn f(t :: T) -> Int do
  case t do
    F -> 1
  end
end

fn main() do
  println("${f(A)}")
end
