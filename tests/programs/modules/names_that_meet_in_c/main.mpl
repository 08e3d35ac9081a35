# Modules whose names become the same word in C: nested ones, one with an underscore, one that hides a library module.
import List

pub module A_B do
  pub fn f(n :: Int) -> Int do
    println("A_B ${n / (n - n + 1)}")
    n
  end
end

pub module A do
  pub module B do
    pub fn f(n :: Int) -> Int do
      println("A.B ${n / (n - n + 1)}")
      n
    end
  end
end

fn main() do
  println("${A_B.f(1)} ${A.B.f(2)}")
  println(List.describe([10, 20]))
end
