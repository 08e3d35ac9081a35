fn best(items :: List<(Int, Int)>, room :: Int) -> Int do
  let table = List.reduce(items, List.repeat(0, room + 1), fn row, item ->
    let (size, worth) = item
    List.map_indexed(row, fn space, value ->
      if size <= space do
        Math.max(value, row[space - size] + worth)
      else
        value
      end
    end)
  end)
  List.last(table)
end

fn main() do
  println("${best([(1, 1), (3, 4), (4, 5), (5, 7)], 7)}")
  println("${best([(10, 60), (20, 100), (30, 120)], 50)}")
  println("${best([], 10)} ${best([(11, 5)], 10)}")
end
