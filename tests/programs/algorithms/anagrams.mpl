fn main() do
  let words = String.words("listen enlist google silent inlets elgoog banana")
  let groups = List.group_by(words, fn w -> List.join(List.sort(String.chars(w)), "") end)
  for group in Map.values(groups) when List.length(group) > 1 do
    println(List.join(List.sort(group), " "))
  end
end
