struct Reading do
  sensor :: Int
  label :: String
  celsius :: Float
end

fn encode(r :: Reading) -> Bytes do
  let label = String.to_bytes(r.label)
  Bytes.new()
    |> Bytes.put_uint(r.sensor, 2, Endian.Big)
    |> Bytes.put_varint(Bytes.length(label))
    |> Bytes.concat(label)
    |> Bytes.put_float(r.celsius, 8, Endian.Little)
end

fn decode(b :: Bytes) -> Reading!String do
  let sensor = Option.ok_or(Bytes.read_uint(b, 0, 2, Endian.Big), "no sensor")?
  let (size, at) = Option.ok_or(Bytes.read_varint(b, 2), "no label size")?
  let label = Result.context(Bytes.to_utf8(Bytes.slice(b, at, at + size)), "label")?
  let celsius = Option.ok_or(Bytes.read_float(b, at + size, 8, Endian.Little), "no value")?
  Ok(Reading { sensor: sensor, label: label, celsius: celsius })
end

fn main() do
  let wire = encode(Reading { sensor: 513, label: "höhe", celsius: -4.5 })
  println("${wire} ${decode(wire).inspect()}")
  println("${decode(Bytes.take(wire, 9))} ${decode(Bytes.take(wire, 1))} ${decode(Bytes.set(wire, 4, 255))}")
end
