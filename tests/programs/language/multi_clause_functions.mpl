fn fee(0) = "free"
fn fee(km) when km < 0 = "invalid"
fn fee(km) when km < 10 = "short ${km}"
fn fee(_) = "long"

fn lamp(true, _) = "on"
fn lamp(false, 0) = "off"
fn lamp(false, n) = "off for ${n}"

fn main() do
  println("${fee(0)}, ${fee(-2)}, ${fee(4)}, ${fee(80)}")
  println("${lamp(true, 9)}, ${lamp(false, 0)}, ${lamp(false, 3)}")
end
