fn fib(0) = 0
fn fib(1) = 1
fn fib(n) = fib(n - 1) + fib(n - 2)

fn grade(score) when score >= 90 = "A"
fn grade(score) when score >= 75 = "B"
fn grade(_) = "C"

fn zip([], _) = []
fn zip(_, []) = []
fn zip(a :: as, b :: bs) = [(a, b)] ++ zip(as, bs)

fn main() do
  println("${List.generate(15, fib)}")
  println("${List.map([95, 80, 10], grade)}")
  println("${zip([1, 2, 3], ["a", "b"])}")
  let sign = fn 0 -> "zero" | n when n > 0 -> "plus" | _ -> "minus" end
  println("${List.map([5, 0, -5], sign)}")
end
