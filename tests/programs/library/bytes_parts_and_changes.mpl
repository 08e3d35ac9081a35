fn main() do
  let b = Bytes.from_list([1, 2, 0, 3, 0, 2])
  let zero = Bytes.repeat(0, 1)
  println("${Bytes.slice(b, 1, 4)} ${Bytes.slice(b, -3, 99)} ${Bytes.take(b, 2)} ${Bytes.drop(b, 4)} ${Bytes.take_end(b, 3)} ${Bytes.drop_end(b, 3)} ${Bytes.split_at(b, 1)}")
  println("${Bytes.split(b, zero)} ${Bytes.join([Bytes.repeat(7, 2), Bytes.new(), Bytes.repeat(8, 1)], zero)}")
  println("${Bytes.index_of(b, zero)} ${Bytes.index_of(b, zero, 3)} ${Bytes.index_of(b, Bytes.from_list([9]))} ${Bytes.contains(b, Bytes.from_list([0, 3]))}")
  println("${Bytes.starts_with(b, Bytes.from_list([1, 2]))} ${Bytes.ends_with(b, zero)} ${Bytes.reverse(b)}")
  println("${Bytes.set(b, 0, 255)} ${Bytes.append(b, 9)} ${Bytes.concat(zero, b)} ${b}")
end
