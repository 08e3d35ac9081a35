fn counter(start :: Int) -> Fun(Int) -> Int do
  fn by -> start + by end
end

fn compose<A, B, C>(f :: Fun(A) -> B, g :: Fun(B) -> C) -> Fun(A) -> C do
  fn x -> g(f(x)) end
end

fn twice<T>(f :: Fun(T) -> T) -> Fun(T) -> T = compose(f, f)

fn main() do
  let add = counter(10)
  println("${add(1)} ${add(5)}")
  let text = "n = "
  let show = compose(fn n -> n * 2 end, fn n -> "${text}${n}" end)
  println("${show(4)} ${show(5)}")
  println("${twice(twice(fn n -> n + 3 end))(0)}")
  let fs = List.map([1, 2, 3], fn k -> fn x -> x * k end end)
  println("${List.map(fs, fn f -> f(10) end)}")
  let table = %{"double" => fn x -> x * 2 end, "square" => fn x -> x * x end}
  println("${Option.map(Map.fetch(table, "square"), fn f -> f(7) end)}")
end
