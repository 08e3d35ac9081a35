import Math

## A figure.
pub type Shape<T> do
  Dot
  Box(width :: T, depth :: T)
end deriving(Eq)

struct P do
  x :: Int
  name :: String?
end

interface Area do
  type Unit2
  fn area(self) -> Int
end

impl Area for P do
  type Unit2 = Int
  fn area(self) -> Int = self.x * 2
end

let limit = 10

fn pick<T>(x :: T, n) -> T!String when n > 0 = Ok(x)
fn pick(x, _) = Err("no ${limit + 1}")

fn main() do
  let p = %{P { x: 1, name: None } | x: 3}
  let total = [1, 2] |> List.map(fn n when n > 1 -> n * 2 | m -> -m end)
  for {k, v} in %{1 => "a"} when k > 0 do
    println("${k}${v}")
  end
  case pick(p.area(), 1) do
    Ok(1 | 2) -> println("x")
    Ok(n) when n > 3 -> println("${n}")
    Err(e) -> println(e)
    _ -> ()
  end
  if total == [] do
    return
  else
    println("${total[0]}")
  end
end
