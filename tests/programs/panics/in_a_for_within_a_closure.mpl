# The trace names the closure, the function that made it and the position of the failing expression.
fn rows(table :: List<List<Int>>) -> List<List<Int>> do
  List.map(table, fn row ->
    for x in row do
      100 / x
    end
  end)
end

fn main() do
  println("${rows([[1, 2], [50]])}")
  println("${rows([[1], [4, 0, 5]])}")
end
