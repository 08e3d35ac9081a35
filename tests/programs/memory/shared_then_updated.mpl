# An update never changes what somebody else still holds.
struct Box do
  items :: List<Int>
  names :: Map<String, Int>
  label :: String
end

fn main() do
  let a = [1, 2, 3]
  let b = List.set(a, 0, 9)
  let c = List.append(a, 4)
  println("${a} ${b} ${c} ${List.reverse(a)} ${a}")
  let m = %{"x" => 1}
  let n = Map.put(m, "x", 2)
  let o = Map.delete(n, "x")
  println("${m} ${n} ${o}")
  let s = "ab"
  let t = s <> "c"
  println("${s} ${t} ${s <> s}")
  let box = Box { items: a, names: m, label: s }
  let other = %{box | items: List.append(box.items, 7), label: box.label <> "!"}
  println("${box.items} ${other.items} ${box.label} ${other.label} ${box.names == other.names}")
  let pair = (a, a)
  let (x, y) = pair
  println("${List.append(x, 0)} ${y} ${pair}")
end
