# Every arm looks at two columns of many: a decision tree over them would be exponential.
fn first_match(
  t :: (Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool, Bool)
) -> Int do
  case t do
    (true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 0
    (true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 1
    (true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 2
    (_, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 3
    (_, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 4
    (_, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 5
    (_, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 6
    (_, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 7
    (_, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 8
    (_, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 9
    (_, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 10
    (_, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 11
    (_, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 12
    (_, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 13
    (_, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 14
    (_, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 15
    (_, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 16
    (_, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 17
    (_, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 18
    (_, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 19
    (_, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 20
    (_, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 21
    (_, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 22
    (_, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 23
    (_, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 24
    (_, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 25
    (_, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _, _) -> 26
    (_, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _, _) -> 27
    (_, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _, _) -> 28
    (_, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _, _) -> 29
    (_, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _, _) -> 30
    (_, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _, _) -> 31
    (_, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _, _) -> 32
    (_, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _, _) -> 33
    (_, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _, _) -> 34
    (_, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _, _) -> 35
    (_, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _, _) -> 36
    (_, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _, _) -> 37
    (_, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _, _) -> 38
    (_, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _, _) -> 39
    (_, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _, _) -> 40
    (_, _, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _, _) -> 41
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _, _) -> 42
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _, _) -> 43
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _, _) -> 44
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _, _) -> 45
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _, _) -> 46
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _, _) -> 47
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _, _) -> 48
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _, _) -> 49
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _, _) -> 50
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _, _) -> 51
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _, _) -> 52
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _, _) -> 53
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _, _) -> 54
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _, _) -> 55
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _, _) -> 56
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _, _) -> 57
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _, _) -> 58
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false, _) -> 59
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _, _) -> 60
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false, _) -> 61
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, _, false) -> 62
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false, _) -> 63
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, _, false) -> 64
    (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, true, false) -> 65
    _ -> -1
  end
end

fn main() do
  println("${first_match((true, true, false, true, false, true, true, true, true, true, true, true, true, false, true, false, true, true, true, true, true, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, true, true, true, false, true, true, true, true, true, true, false, true, true, true, true, true, true))}")
  println("${first_match((true, true, false, true, true, false, true, false, true, true, true, false, false, true, true, true, false, true, true, true, true, true, true, true))}")
  println("${first_match((false, true, false, true, true, true, true, true, true, true, true, false, true, false, true, true, true, true, true, true, true, true, false, true))}")
  println("${first_match((true, false, true, false, false, false, true, true, false, false, false, true, true, true, true, true, true, true, false, false, true, true, true, true))}")
  println("${first_match((true, true, false, true, true, true, true, true, false, false, true, false, true, true, true, true, true, true, true, true, true, false, true, false))}")
  println("${first_match((false, true, true, true, true, true, true, true, true, false, true, false, true, true, true, true, true, true, true, true, false, true, false, true))}")
  println("${first_match((false, true, true, true, true, true, true, true, false, true, true, true, true, true, false, true, true, true, true, true, true, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, true, true, false, true, true, true, true, true, true, true, true, true, true, true, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, false, true, false, true, true, true, true, true, true, true, true, false, true, false, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, true, true, true, true, true, false, true, true, true, false, true, true, true, true, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, true, true, true, true, true, true, true, false, true, true, false, false, false, true, false, false, true))}")
  println("${first_match((true, true, true, true, true, false, true, false, true, true, true, true, true, true, true, true, false, true, false, true, true, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, true, true, true, true, true, false, true, false, false, false, true, true, true, true, true, true, true))}")
  println("${first_match((true, false, true, true, true, false, true, true, true, true, true, true, true, true, false, true, true, true, true, false, true, true, true, true))}")
  println("${first_match((true, true, true, false, true, false, true, true, true, true, true, true, true, true, false, true, false, true, true, true, true, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, true, false, false, true, true, true, true, true, true, true, true, true, true, true, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, false, false, true))}")
  println("${first_match((true, false, true, false, true, true, true, true, true, true, true, true, false, true, false, true, true, true, true, true, true, true, true, false))}")
  println("${first_match((false, true, true, true, true, true, true, false, true, true, true, true, true, true, true, true, true, true, true, true, false, true, true, true))}")
  println("${first_match((true, true, true, true, false, true, true, true, true, true, true, true, true, false, true, true, true, true, true, true, true, true, true, true))}")
  println("${first_match((true, false, true, true, true, true, true, true, true, true, false, true, false, true, true, true, true, true, true, true, true, false, true, false))}")
  println("${first_match((true, true, true, true, true, true, false, true, true, true, true, true, true, true, true, true, false, true, true, true, false, true, true, true))}")
  println("${first_match((true, true, true, true, true, true, true, false, true, true, true, false, true, true, true, true, true, true, true, true, true, true, true, false))}")
end
