type Table<V> = Map<String, V>
type Check = Fun(Int) -> Bool

fn count(t :: Table<Int>, ok :: Check) -> Int do
  List.length(List.filter(Map.values(t), ok))
end

fn main() do
  let ages :: Table<Int> = %{"Io" => 9, "Jo" => 41}
  println("${count(ages, fn n -> n > 10 end)} ${ages}")
end
