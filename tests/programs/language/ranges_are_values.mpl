fn main() do
  let r = 2..6
  println("${r} ${Range.to_list(r)} ${Range.length(r)} ${Range.length(6..2)} ${r == 2..6}")
end
