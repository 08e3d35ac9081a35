pub fn zero() -> Int = 0
