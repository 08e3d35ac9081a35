type Matrix = List<List<Int>>

fn times(a :: Matrix, b :: Matrix) -> Matrix do
  let columns = List.transpose(b)
  List.map(a, fn row ->
    List.map(columns, fn column -> List.sum(List.zip_with(row, column, fn x, y -> x * y end)) end)
  end)
end

fn identity(n :: Int) -> Matrix do
  List.generate(n, fn i -> List.generate(n, fn j -> if i == j do 1 else 0 end end) end)
end

fn power(a :: Matrix, n :: Int) -> Matrix do
  if n == 0 do
    identity(List.length(a))
  else if n % 2 == 0 do
    let half = power(a, n / 2)
    times(half, half)
  else
    times(a, power(a, n - 1))
  end
end

fn determinant(m :: Matrix) -> Int do
  case m do
    [] -> 1
    first :: rest ->
      List.sum(List.map_indexed(first, fn j, x ->
        let minor = List.map(rest, fn row -> List.delete_at(row, j) end)
        let sign = if j % 2 == 0 do 1 else -1 end
        sign * x * determinant(minor)
      end))
  end
end

fn main() do
  println("${times([[1, 2], [3, 4]], [[0, 1], [1, 0]])}")
  println("${power([[1, 1], [1, 0]], 90)}")
  println("${determinant([[2, 0, 1], [1, 3, 2], [1, 1, 1]])} ${determinant([[1, 2], [2, 4]])}")
end
