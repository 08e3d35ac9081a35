fn main() do
  let base = ["ash", "elm", "fir"]
  println("${List.append(base, "oak")} ${List.prepend(base, "bay")} ${List.concat(base, ["yew"])} ${["a"] ++ []}")
  println("${List.set(base, 1, "ivy")} ${List.update(base, 2, String.to_upper)} ${base}")
  println("${List.insert_at(base, 0, "bay")} ${List.insert_at(base, 3, "yew")} ${List.delete_at(base, 1)}")
  println("${List.remove(["a", "b", "a"], "a")} ${List.remove(base, "none")} ${List.swap(base, 0, 2)} ${List.swap(base, 1, 1)}")
  println("${List.reverse(base)} ${List.rotate(base, 1)} ${List.rotate(base, -1)} ${List.rotate(base, 7)}")
  println("${List.intersperse(base, "+")} ${List.intersperse(["solo"], "+")}")
end
