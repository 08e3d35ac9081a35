fn main() do
  let b = Bytes.from_list([0, 1, 127, 128, 255])
  println("${b} ${b.inspect()} ${Bytes.new().inspect()} ${Bytes.length(b)} ${Bytes.is_empty(Bytes.new())} ${Bytes.to_list(b)}")
  println("${Bytes.get(b, 4)} ${Bytes.at(b, -1)} ${Bytes.at(b, 5)} ${Bytes.from_string("añ")} ${Bytes.repeat(171, 3)} ${Bytes.repeat(1, -1).inspect()}")
  println("${Bytes.from_hex("00fF")} ${Bytes.from_hex("0")} ${Bytes.from_hex("0g")} ${Bytes.to_hex(Bytes.from_string("Hi"))} ${Iter.from(8..11) |> Bytes.collect()}")
  println("${Bytes.to_utf8(Bytes.from_list([0xc3, 0xb1]))} ${Bytes.to_utf8(b)} ${Bytes.to_utf8(Bytes.from_list([97, 0xc3]))}")
  println("${Bytes.to_utf8_lossy(Bytes.from_list([97, 0xc3, 98, 0xff]))} ${Bytes.to_utf8(Bytes.from_list([0xed, 0xa0, 0x80]))}")
  println("${b == Bytes.copy(b)} ${Bytes.from_list([2]) > Bytes.from_list([1, 9])} ${compare(Bytes.new(), b)} ${hash(Bytes.from_string("a")) == hash("a")}")
  for x in Bytes.from_string("ok") do
    print("${x} ")
  end
  println(".")
end
